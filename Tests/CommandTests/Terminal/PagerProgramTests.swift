import Testing

@testable import seedd

struct PagerProgramTests {
    @Test(
        arguments: [
            (["TERM": "xterm"], "less"),
            (["TERM": "xterm", "PAGER": "more"], "more"),
            (["TERM": "xterm", "PAGER": "more", "SEEDD_PAGER": "bat -p"], "bat -p"),
            (["PAGER": "more"], "more"),
            (["TERM": "dumb"], nil),
            ([:], nil),
            (["TERM": "xterm", "PAGER": "cat"], nil),
            (["TERM": "xterm", "PAGER": ""], nil),
            (["TERM": "xterm", "PAGER": "more", "SEEDD_PAGER": ""], nil),
        ] as [([String: String], String?)])
    func isChosenAsGitDoes(variables: [String: String], command: String?) {
        #expect(PagerProgram(variables)?.command == command)
    }

    @Test func aShellIsForWhatNeedsOne() {
        func arguments(_ pager: String) -> [String]? { PagerProgram(["PAGER": pager])?.arguments }
        #expect(arguments("less -S") == ["less", "-S"])
        #expect(arguments("tail | less") == ["/bin/sh", "-c", "tail | less"])
        #expect(arguments("'my pager'") == ["/bin/sh", "-c", "'my pager'"])
    }

    @Test func whatIsSetIsLeftAlone() {
        #expect(PagerProgram.additions(to: [:]) == ["LESS": "FRX", "LV": "-c"])
        #expect(PagerProgram.additions(to: ["LESS": ""]) == ["LV": "-c"])
    }
}
