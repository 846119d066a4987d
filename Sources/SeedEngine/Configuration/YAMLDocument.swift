import SeedModel
import Yams

/// Turns the text of a configuration file into a tree of nodes that know their line and column.
struct YAMLDocument {
    /// nil where the text could not be parsed; the reasons are in the list then.
    static func compose(_ text: String, problems: ProblemList) -> Node? {
        if let problem = YAMLScreen.problem(in: text) {
            problems.add(problem)
            return nil
        }
        var keys = RepeatedKeys(text: text)
        // A repeated key stops the parser, yet the rest of the file may hold mistakes too: mask it and go on.
        while true {
            do {
                // The basic resolver leaves every scalar the text it is: `NO` is no boolean, `007` is not 7.
                let node = try Parser(yaml: keys.text, resolver: .basic, encoding: .utf8).singleRoot()
                if let node { keys.report(in: node, to: problems) }
                return node
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                guard let name = names.first, keys.mask(name, at: context.mark) else {
                    keys.reportUnmasked(names.first, at: context.mark, to: problems)
                    return nil
                }
            } catch {
                problems.add(problem(error))
                return nil
            }
        }
    }

    /// The parser's own words without the piece of the file it quotes, which may hold a password.
    private static func problem(_ error: any Error) -> ConfigurationProblem {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            ConfigurationProblem(line: mark.line, column: mark.column, "not valid YAML: \(problem)")
        case YamlError.reader(let problem, _, _, _):
            ConfigurationProblem(line: 1, column: 1, "not valid YAML: \(problem)")
        default: ConfigurationProblem(line: 1, column: 1, "not valid YAML")
        }
    }
}
