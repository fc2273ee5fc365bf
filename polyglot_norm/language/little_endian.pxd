# Numbers in the bytes of a table, low byte first on every machine: a C compiler makes one load of
# these where the machine has that order itself.
cdef inline unsigned int number16(const unsigned char* data, size_t at) noexcept nogil:
    return data[at] | <unsigned int>data[at + 1] << 8

cdef inline unsigned int number32(const unsigned char* data, size_t at) noexcept nogil:
    return (
        data[at]
        | <unsigned int>data[at + 1] << 8
        | <unsigned int>data[at + 2] << 16
        | <unsigned int>data[at + 3] << 24
    )

cdef inline unsigned long long number64(const unsigned char* data, size_t at) noexcept nogil:
    return (
        <unsigned long long>data[at]
        | <unsigned long long>data[at + 1] << 8
        | <unsigned long long>data[at + 2] << 16
        | <unsigned long long>data[at + 3] << 24
        | <unsigned long long>data[at + 4] << 32
        | <unsigned long long>data[at + 5] << 40
        | <unsigned long long>data[at + 6] << 48
        | <unsigned long long>data[at + 7] << 56
    )
