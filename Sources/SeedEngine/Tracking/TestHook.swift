#if canImport(Glibc)
    import Glibc
#endif

/// Wrong rules for tests that must be able to fail; nothing in a release build.
enum TestHook {
    /// `SEEDD_TEST_WATERMARK=naive`: takes for read what every transaction that has begun will ever write.
    static var isNaiveWatermark: Bool {
        #if DEBUG
            unsafe getenv("SEEDD_TEST_WATERMARK").map { unsafe String(cString: $0) } == "naive"
        #else
            false
        #endif
    }
}
