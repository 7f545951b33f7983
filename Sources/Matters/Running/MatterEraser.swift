internal import Kernel
internal import Storage

/// What a matter knows of a person beside the key in its history: what they read, what they were told and how.
enum MatterEraser {
    static let eraser = Eraser(["matter_person", "notice", "notice_preference"]) { person, db in
        try db.run("DELETE FROM matter_person WHERE person = \(person)")
        try db.run("DELETE FROM notice WHERE person = \(person)")
        try db.run("DELETE FROM notice_preference WHERE person = \(person)")
    }
}
