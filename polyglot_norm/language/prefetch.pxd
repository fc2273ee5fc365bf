# A hint to the processor that memory will soon be read. Compilers without one ignore it.
cdef extern from *:
    """
    #if defined(__GNUC__) || defined(__clang__)
    #define POLYGLOT_NORM_PREFETCH(place) __builtin_prefetch(place)
    #else
    #define POLYGLOT_NORM_PREFETCH(place) ((void)0)
    #endif
    static inline void prefetch(const void *place, size_t at) {
        POLYGLOT_NORM_PREFETCH((const char *)place + at);
    }
    """
    void prefetch(const void* place, size_t at) noexcept nogil
