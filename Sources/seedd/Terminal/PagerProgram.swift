/// The program that shows output which is longer than the screen.
struct PagerProgram: Equatable {
    /// As a shell has it.
    let command: String
    /// Somebody chose it: that it can't be started is worth a warning.
    let isChosen: Bool

    /// What `SEEDD_PAGER` names, else `PAGER`, else `less`; nil where there is to be none.
    init?(_ variables: [String: String]) {
        let chosen = variables["SEEDD_PAGER"] ?? variables["PAGER"]
        let isDumb = variables["TERM"] ?? "dumb" == "dumb"
        let command = String((chosen ?? (isDumb ? "" : "less")).drop { $0 == " " })
        guard !command.isEmpty, command != "cat" else { return nil }
        self.command = command
        isChosen = chosen != nil
    }

    /// What is started: the program itself, so that it is known whether there is one, or a shell for what needs one.
    var arguments: [String] {
        let isSimple = command.allSatisfy { !"|&;<>()$`\\\"'*?[#~=%\t\n".contains($0) }
        return isSimple ? command.split(separator: " ").map(String.init) : ["/bin/sh", "-c", command]
    }

    /// Variables it is given besides: colours are kept, and what fits on a screen stays there, as git does.
    static func additions(to variables: [String: String]) -> [String: String] {
        ["LESS": "FRX", "LV": "-c"].filter { variables[$0.key] == nil }
    }
}
