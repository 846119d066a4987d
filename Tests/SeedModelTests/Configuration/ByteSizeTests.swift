import SeedModel
import Testing

struct ByteSizeTests {
    @Test(arguments: [
        ("20GB", 20_000_000_000, "20GB"), ("20gb", 20_000_000_000, "20GB"), ("1GiB", 1 << 30, "1GiB"),
        ("1024MiB", 1 << 30, "1GiB"), ("512B", 512, "512B"), ("3kB", 3000, "3kB"), ("2TB", 2_000_000_000_000, "2TB"),
    ])
    func reads(text: String, bytes: Int, printed: String) {
        #expect(ByteSize.bytes(text) == bytes)
        #expect(ByteSize.text(bytes) == printed)
        #expect(ByteSize.bytes(printed) == bytes)
    }

    @Test(arguments: ["", "20", "GB", "0GB", "-1GB", "1.5GB", "20 GB", "9999999999TB", "20PB"])
    func refuses(text: String) {
        #expect(ByteSize.bytes(text) == nil)
    }
}
