import SeedModel

/// Text of one kind, as a template draws it.
struct RunView {
    /// Not plain text, but one of the kinds below.
    let isMark: Bool
    let isBreak: Bool
    let isTab: Bool
    let isBlank: Bool
    let isEscape: Bool
    let text: String

    init(_ run: VisibleText.Run) {
        isMark = run.kind != .plain
        isBreak = run.kind == .lineBreak
        isTab = run.kind == .tab
        isBlank = run.kind == .blank
        isEscape = run.kind == .escape
        text = run.text
    }

    static func of(_ text: some StringProtocol, isStart: Bool = true, isEnd: Bool = true) -> [RunView] {
        VisibleText(text, isStart: isStart, isEnd: isEnd).runs.map(RunView.init)
    }
}
