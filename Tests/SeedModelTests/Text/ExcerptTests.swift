import SeedModel
import Testing

@Suite struct ExcerptTests {
    @Test func whatFitsIsWhole() { #expect(Excerpt("hello", columns: 5).text == "hello") }

    @Test func cutsTheEnd() { #expect(Excerpt("hello world", columns: 6).text == "hello…") }

    @Test func keepsTheDifferenceInSight() {
        let old = "Dear customer, please click the link below to reset your password within the next hour."
        let new = "Dear customer, please click the button below to reset your password within the next hour."
        let parts = TextDifference(old, new)
        #expect(old[parts.old] == "link" && new[parts.new] == "button")
        #expect(Excerpt(old, part: parts.old, columns: 30).text == "…lick the link below to reset…")
        #expect(Excerpt(new, part: parts.new, columns: 30).text == "…lick the button below to res…")
    }

    @Test func keepsADifferenceAtTheEnd() {
        let text = String(repeating: "x", count: 100) + " end"
        let part = TextDifference(text, String(repeating: "x", count: 100) + " END").old
        #expect(Excerpt(text, part: part, columns: 20).text == "…xxxxxxxxxxxxxxx end")
    }

    @Test func countsWideCharacters() {
        let excerpt = Excerpt("東京都千代田区", columns: 8)
        #expect(excerpt.text == "東京都…")
        #expect(excerpt.width == 7)
    }

    @Test func aMegabyteCostsItsColumns() {
        let text = String(repeating: "\u{1B}[31m東 \u{301}\n", count: 200_000)
        for columns in [3, 20, 80, 200] {
            let excerpt = Excerpt(text, part: text.startIndex..<text.endIndex, quoted: true, columns: columns)
            #expect(excerpt.width <= columns)
            #expect(DisplayWidth.of(excerpt.text) == excerpt.width)
        }
    }

    @Test(arguments: [
        ("10.00", "12.00", "10", "12"),
        ("", "new", "", "new"),
        ("same", "same", "", ""),
        ("foo bar", "foo big bar", "bar", "big bar"),
        ("total 10", "total 10 EUR", "", " EUR"),
        ("naïve", "naive", "naïve", "naive"),
        ("a€b", "a₤b", "€", "₤"),
        ("😀!", "😁!", "😀", "😁"),
        ("aa", "aaa", "aa", "aaa"),
        ("x é", "x e\u{301}", "é", "e\u{301}"),
    ])
    func findsTheDifference(_ old: String, _ new: String, _ oldPart: String, _ newPart: String) {
        let parts = TextDifference(old, new)
        #expect(old[parts.old] == oldPart)
        #expect(new[parts.new] == newPart)
    }

    @Test func differenceOfAnyTwoTextsIsAllThatDiffers() {
        var random = SystemRandomNumberGenerator()
        let alphabet = ["a", "b", " ", "é", "e\u{301}", "€", "₤", "😀", "😁", "\r\n", "\n", "🇩", "\u{200D}"]
        for _ in 0..<3000 {
            let texts = (0..<2).map { _ in
                (0..<Int.random(in: 0...8, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "" }
                    .joined()
            }
            let parts = TextDifference(texts[0], texts[1])
            let swapped = texts[0][..<parts.old.lowerBound] + texts[1][parts.new] + texts[0][parts.old.upperBound...]
            #expect(swapped.utf8.elementsEqual(texts[1].utf8), "\(texts)")
        }
    }
}
