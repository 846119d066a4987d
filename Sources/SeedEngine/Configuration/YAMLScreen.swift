/// A look over the raw text before the YAML parser sees it, refusing what would make parsing deep or slow.
///
/// Anchors are refused altogether: a few lines of aliases expand to billions of nodes, and what tables share is
/// written under `defaults`. Nesting is counted by indentation and brackets, at worst too high by a level per text that
/// spans lines. The look is not a parser: whatever it misjudges is still judged by the real one.
struct YAMLScreen {
    static let maxDepth = 64

    private enum State { case plain, comment, singleQuoted, doubleQuoted, blockHeader, block }

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var column = 1
    private var state = State.plain
    /// Columns at which the open block collections start.
    private var indents: [Int] = []
    private var brackets = 0
    /// Only spaces and `- ` came before on this line.
    private var atLineStart = true
    /// A value may start here, so that quotes, brackets and `&` mean something.
    private var atValueStart = true

    private init(_ text: String) { bytes = Array(text.utf8) }

    /// The first thing to refuse, if any.
    static func problem(in text: String) -> ConfigurationProblem? {
        var screen = YAMLScreen(text)
        while screen.position < screen.bytes.count {
            if let message = screen.step() {
                return ConfigurationProblem(line: screen.line, column: screen.column, message)
            }
            screen.advance()
        }
        return nil
    }

    private var next: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }

    private var endsToken: Bool { next.map { $0 == .space || $0 == .tab || $0 == .newline || $0 == .return } ?? true }

    private mutating func advance() {
        let byte = bytes[position]
        position += 1
        if byte == .newline {
            line += 1
            column = 1
            atLineStart = true
            atValueStart = true
            if state == .comment { state = .plain }
            if state == .blockHeader { state = .block }
        } else if position == bytes.count || bytes[position] & 0xC0 != 0x80 {
            column += 1
        }
    }

    private mutating func step() -> String? {
        let byte = bytes[position]
        guard byte >= 0x20 && byte != 0x7F || byte == .newline || byte == .return || byte == .tab else {
            return "control character \(byte); the file must be plain UTF-8 text"
        }
        guard byte != .newline else { return nil }
        switch state {
        case .comment, .blockHeader: break
        case .singleQuoted: if byte == .singleQuote { leaveQuotes() }
        case .doubleQuoted:
            if byte == .backslash, next != .newline, next != nil {
                advance()
            } else if byte == .doubleQuote {
                leaveQuotes()
            }
        case .block:
            guard atLineStart, byte != .space, byte != .return else { break }
            guard column > indents.last ?? 0 else {
                state = .plain
                return plain(byte)
            }
            atLineStart = false
        case .plain: return plain(byte)
        }
        return nil
    }

    private mutating func leaveQuotes() {
        state = .plain
        atValueStart = false
    }

    private mutating func plain(_ byte: UInt8) -> String? {
        let character = Unicode.Scalar(byte)
        guard byte != .space, byte != .tab, byte != .return else { return nil }
        let isBlockText = atValueStart && brackets == 0 && (character == "|" || character == ">")
        if atLineStart {
            if brackets == 0, !isBlockText { enterIndent() }
            atLineStart = brackets == 0 && endsToken && (character == "-" || character == "?" || character == ":")
            if atLineStart { return tooDeep }
        }
        switch character {
        case "#" where position == 0 || bytes[position - 1] <= .space: state = .comment
        case "'" where atValueStart: state = .singleQuoted
        case "\"" where atValueStart: state = .doubleQuoted
        case "|" where isBlockText, ">" where isBlockText: state = .blockHeader
        case "[" where atValueStart, "{" where atValueStart: brackets += 1
        case "]" where brackets > 0, "}" where brackets > 0:
            brackets -= 1
            atValueStart = false
        case "," where brackets > 0, ":" where brackets > 0 || endsToken: atValueStart = true
        case "!" where atValueStart: while !endsToken { advance() }
        case "&" where atValueStart && !endsToken && next != byte:
            return "anchors are not accepted; what tables share goes under \"defaults\""
        case "*" where atValueStart: return "a text that starts with * must stand in quotes"
        default: atValueStart = false
        }
        return tooDeep
    }

    private mutating func enterIndent() {
        while let top = indents.last, top >= column { indents.removeLast() }
        indents.append(column)
    }

    private var tooDeep: String? {
        indents.count + brackets > Self.maxDepth ? "nested more than \(Self.maxDepth) levels deep" : nil
    }
}

extension UInt8 {
    fileprivate static let tab: UInt8 = 0x09
    fileprivate static let newline: UInt8 = 0x0A
    fileprivate static let `return`: UInt8 = 0x0D
    fileprivate static let space: UInt8 = 0x20
    fileprivate static let doubleQuote: UInt8 = 0x22
    fileprivate static let singleQuote: UInt8 = 0x27
    fileprivate static let backslash: UInt8 = 0x5C
}
