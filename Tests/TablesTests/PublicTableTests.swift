import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct PublicTableTests {
    @Test func placeholder() {}
}
