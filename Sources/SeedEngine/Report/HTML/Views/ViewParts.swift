import Mustache

// What a page has by the ten thousand is asked for its parts by name: reflection, which the library takes otherwise, is
// many times slower.

extension RunView: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "text": text
        case "isMark": isMark
        case "isBreak": isBreak
        case "isTab": isTab
        case "isBlank": isBlank
        case "isEscape": isEscape
        default: nil
        }
    }
}

extension SpanView: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "runs": runs
        case "isSame": isSame
        case "isOld": isOld
        case "isNew": isNew
        case "isGap": isGap
        case "omission": omission
        default: nil
        }
    }
}

extension ValueView: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "spans": spans
        case "isNull": isNull
        case "isEmpty": isEmpty
        case "hasRemark": hasRemark
        case "remark": remark
        default: nil
        }
    }
}

extension ColumnView: MustacheParent {
    func child(named wanted: String) -> Any? {
        switch wanted {
        case "name": name
        case "form": form
        case "value": value
        case "old": old
        case "new": new
        case "paths": paths
        case "sides": sides
        case "hasRemark": hasRemark
        case "remark": remark
        default: nil
        }
    }
}
