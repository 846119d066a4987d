import SeedModel
import Testing

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("東京", 4), ("ｱ", 1), ("Ａ", 2), ("한글", 4),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤", 1), ("❤️", 2), ("1️⃣", 2),
        ("→", 1), ("…", 1), ("ไทย", 3), ("ที่", 1), ("𠀋", 2), ("שלום", 4), ("\u{FFFD}", 1),
    ])
    func measures(_ text: String, _ width: Int) { #expect(DisplayWidth.of(text) == width) }
}
