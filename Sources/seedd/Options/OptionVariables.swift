import ArgumentParser

/// Options left out on the command line, from `SEEDD_<OPTION>`.
struct OptionVariables {
    /// The context's variables while its command line is parsed: options are validated where no context is at hand.
    @TaskLocal static var variables: [String: String] = [:]

    private func value(_ name: String) -> String? {
        Self.variables["SEEDD_\(name)"].flatMap { $0.isEmpty ? nil : $0 }
    }

    func fill(_ option: inout String?, _ name: String) { option = option ?? value(name) }

    func fill(_ option: inout Int?, _ name: String) throws {
        guard option == nil, let text = value(name) else { return }
        guard let number = Int(text) else { throw ValidationError("SEEDD_\(name) is not a number: \(text)") }
        option = number
    }

    func fill<Value: ExpressibleByArgument>(_ option: inout Value?, _ name: String) throws {
        guard option == nil, let text = value(name) else { return }
        guard let parsed = Value(argument: text) else {
            throw ValidationError("SEEDD_\(name) has no such value: \(text)")
        }
        option = parsed
    }

    /// Lists are one entry a line: a value may hold a space.
    func fill(_ option: inout [String], _ name: String) {
        guard option.isEmpty, let text = value(name) else { return }
        option = text.split(whereSeparator: \.isNewline).map(String.init)
    }

    func fill(_ flag: inout Bool, _ name: String) { flag = flag || isSet(name) == true }

    /// For a flag that can also be taken back: any other word than those that mean yes does.
    func fill(_ flag: inout Bool?, _ name: String) { flag = flag ?? isSet(name) }

    private func isSet(_ name: String) -> Bool? {
        value(name).map { ["1", "true", "yes", "on"].contains($0.lowercased()) }
    }
}
