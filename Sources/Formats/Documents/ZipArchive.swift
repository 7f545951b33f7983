internal import CZip
internal import Glibc

/// An archive in memory. Names inside it are looked up, never used as paths, and nothing is unpacked but what is asked for.
final class ZipArchive {
    enum Failure: Error, Equatable {
        case damaged
        case encrypted
        /// More bytes than allowed, or more than a document's text packs into so few.
        case swells
    }

    private let archive: OpaquePointer
    let count: Int

    /// - Throws: ``Failure/damaged`` when it is no archive, or cut off.
    init(_ bytes: [UInt8]) throws(Failure) {
        // The library frees its copy when it is done.
        guard let copy = malloc(max(bytes.count, 1)) else { throw .damaged }
        bytes.withUnsafeBytes { if let start = $0.baseAddress { copy.copyMemory(from: start, byteCount: $0.count) } }
        guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, nil) else {
            free(copy)
            throw .damaged
        }
        guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), nil) else {
            zip_source_free(source)
            throw .damaged
        }
        self.archive = archive
        count = max(0, Int(zip_get_num_entries(archive, 0)))
    }

    deinit {
        zip_discard(archive)
    }

    func has(_ name: String) -> Bool { zip_name_locate(archive, name, 0) >= 0 }

    /// The names that begin so, in the archive's order.
    func names(startingWith prefix: String) -> [String] {
        (0..<count).compactMap { zip_get_name(archive, UInt64($0), 0).map { String(cString: $0) } }.filter { $0.hasPrefix(prefix) }
    }

    /// - Returns: nil when there is no such entry.
    func read(_ name: String, upTo limit: Int, ratio: Int = .max) throws(Failure) -> [UInt8]? {
        let index = zip_name_locate(archive, name, 0)
        guard index >= 0 else { return nil }
        var about = zip_stat_t()
        guard zip_stat_index(archive, UInt64(index), 0, &about) == 0 else { throw .damaged }
        guard about.encryption_method == ZIP_EM_NONE else { throw .encrypted }
        guard about.size <= UInt64(limit) else { throw .swells }
        guard let file = zip_fopen_index(archive, UInt64(index), 0) else { throw .damaged }
        defer { zip_fclose(file) }
        // The size that an archive states of itself is not believed: bytes are counted as they come.
        let most =
            ratio == .max ? limit : min(limit, max(1 << 20, Int(clamping: about.comp_size).multipliedReportingOverflow(by: ratio).partialValue))
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let read = zip_fread(file, &buffer, UInt64(buffer.count))
            guard read >= 0 else { throw .damaged }
            if read == 0 { break }
            bytes += buffer[..<Int(read)]
            guard bytes.count <= most else { throw .swells }
        }
        return bytes
    }
}
