# Numbers in the bytes of a table, low byte first on every machine. They are copied as they lie,
# which a C compiler makes one load of; composed from their bytes, it did not.
cdef extern from *:
    """
    #include <stdint.h>
    #include <string.h>
    #if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    #define POLYGLOT_NORM_LOW_FIRST(bits, number) __builtin_bswap##bits(number)
    #else
    #define POLYGLOT_NORM_LOW_FIRST(bits, number) (number)
    #endif
    #define POLYGLOT_NORM_NUMBER(bits)                                                     \
        static inline uint##bits##_t number##bits(const unsigned char *data, size_t at) {  \
            uint##bits##_t number;                                                         \
            memcpy(&number, data + at, sizeof number);                                     \
            return POLYGLOT_NORM_LOW_FIRST(bits, number);                                  \
        }
    POLYGLOT_NORM_NUMBER(16)
    POLYGLOT_NORM_NUMBER(32)
    POLYGLOT_NORM_NUMBER(64)
    """
    unsigned int number16(const unsigned char* data, size_t at) noexcept nogil
    unsigned int number32(const unsigned char* data, size_t at) noexcept nogil
    unsigned long long number64(const unsigned char* data, size_t at) noexcept nogil
