/// A word of a POSIX shell's command line (POSIX.1-2017, Shell Command Language, section 2.2).
package enum ShellWord {
    /// As it is where nothing in it means anything to a shell, else in single quotes.
    package static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "/._-+:@%".utf8.contains(byte)
            }
        }
        guard !isPlain || text.isEmpty else { return text }
        return "'" + text.unicodeScalars.reduce(into: "") { $0 += $1 == "'" ? #"'\''"# : String($1) } + "'"
    }
}
