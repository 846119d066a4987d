import SeedModel
import Yams

extension Job {
    var members: [(String, Node)] {
        var members: [(String, Node)] = [
            ("from", .text(from)), ("to", to.count == 1 ? .text(to[0]) : .texts(to)),
        ]
        if let schedule { members.append(("schedule", .text("\(schedule)"))) }
        members.append(("timezone", .text(timezone)))
        if let jitter { members.append(("jitter", .plain("\(jitter)"))) }
        members.append(("unattended", .boolean(unattended)))
        members.append(
            (
                "guards",
                .section([
                    ("max_changed", .plain("\(guards.maxChanged)")), ("max_deletes", .plain("\(guards.maxDeletes)")),
                    ("allow_empty_source", .boolean(guards.allowEmptySource)),
                ])
            ))
        members.append(("tables", .sequence(Node.Sequence(tables.map { .section($0.members) }, .implicit, .block))))
        return members
    }
}

extension TableRule {
    fileprivate var members: [(String, Node)] {
        var members: [(String, Node)] = [("name", .text(name))]
        if !exclude.isEmpty { members.append(("exclude", .texts(exclude))) }
        if let match { members.append(("match", .texts(match))) }
        members.append(("mode", .text(mode.rawValue)))
        if let filter { members.append(("where", .text(filter))) }
        members.append(("ignore", .texts(ignore)))
        if !set.isEmpty { members.append(("set", .section(set.map { ($0.column, .text($0.expression)) }))) }
        members.append(("track", .text("\(track)")))
        members.append(("trust", .boolean(trust)))
        members.append(("reconcile", .plain("\(reconcile)")))
        members.append(("on_conflict", .text(onConflict.rawValue)))
        members.append(("triggers", .text(triggers.rawValue)))
        if let rename { members.append(("rename", .text(rename))) }
        return members
    }
}
