import ArgumentParser
import FoundationEssentials

/// Options left out on the command line, from `SEEDD_<OPTION>`.
struct OptionVariables {
    private let variables = ProcessInfo.processInfo.environment

    private func value(_ name: String) -> String? {
        variables["SEEDD_\(name)"].flatMap { $0.isEmpty ? nil : $0 }
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

    /// Lists are separated by spaces.
    func fill(_ option: inout [String], _ name: String) {
        guard option.isEmpty, let text = value(name) else { return }
        option = text.split(separator: " ").map(String.init)
    }

    func fill(_ flag: inout Bool, _ name: String) {
        guard !flag, let text = value(name) else { return }
        flag = ["1", "true", "yes", "on"].contains(text.lowercased())
    }
}
