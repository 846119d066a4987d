import Testing

@testable import seedd

struct ScreenSizeTests {
    private let size = ScreenSize(columns: 10, lines: 4)

    @Test func aLineIsLeftForThePrompt() {
        #expect(size.hasRoom(for: ["1\n2\n", "3\n"]))
        #expect(!size.hasRoom(for: ["1\n2\n", "3\n4\n"]))
        #expect(!size.hasRoom(for: ["1\n2\n", "3\n4"]))
    }

    @Test func longLinesTakeSeveral() {
        #expect(size.hasRoom(for: [String(repeating: "x", count: 30) + "\n"]))
        #expect(!size.hasRoom(for: [String(repeating: "x", count: 31) + "\n"]))
        #expect(!size.hasRoom(for: [String(repeating: "東", count: 16) + "\n"]))
    }

    @Test func coloursTakeNoRoom() {
        let line = String(repeating: "\u{1B}[1;31mx\u{1B}[0m", count: 10)
        #expect(size.hasRoom(for: ["\(line)\n\(line)\n\(line)\n"]))
    }
}
