# Attributes and methods that the other loops use without going through Python.
cdef class Stream:
    cdef unsigned long long state
    cdef unsigned int[::1] labels
    cdef unsigned int[::1] kinds
    cdef unsigned int[::1] strip
    cdef long long[:, ::1] starts
    cdef unsigned int[::1] tokens
    cdef unsigned char[::1] line_end
    cdef unsigned int[::1] stripped
    cdef unsigned int[::1] typo
    cdef unsigned int typo_share
    cdef unsigned int drop
    cdef long long[::1] bounds
    cdef int[::1] ngrams
    cdef unsigned int[::1] words
    cdef int[::1] rows
    cdef int label
    cdef int count
    cdef bint near
    cdef unsigned int near_share
    cdef unsigned int[::1] near_labels
    cdef int[:, ::1] groups
    cdef int[::1] members

    cdef unsigned int random(self) noexcept nogil
    cdef int choose(self, unsigned int[::1] cumulative) noexcept nogil
    cdef int draw(self) noexcept nogil
    cdef void draw_from_list(self, int length) noexcept nogil
    cdef void draw_from_text(self, int kind) noexcept nogil
    cdef void distort(self) noexcept nogil
    cdef int gather(self) noexcept nogil
