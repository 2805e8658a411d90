using static Wayleave.Conformance.Autobahn.Script;

namespace Wayleave.Conformance.Autobahn;

/// <summary>Group 1: messages at each edge of the length's three forms (RFC 6455 §5.2).</summary>
internal static class Framing
{
    private static readonly (int Length, int Chop)[] s_sizes =
        [(0, int.MaxValue), (125, int.MaxValue), (126, int.MaxValue), (127, int.MaxValue), (128, int.MaxValue), (65535, int.MaxValue), (65536, int.MaxValue), (65536, 997)];

    public static IEnumerable<AutobahnCase> Cases() =>
    [
        .. s_sizes.Select((size, i) => Of($"1.1.{i + 1}", $"a text message of {size.Length} bytes",
            wire => wire.Text(new string('*', size.Length)), Then(T(new string('*', size.Length)), Closed), size.Chop)),
        .. s_sizes.Select((size, i) => Of($"1.2.{i + 1}", $"a binary message of {size.Length} bytes",
            wire => wire.Binary(Enumerable.Repeat((byte)0xFE, size.Length).ToArray()),
            Then(B(Enumerable.Repeat((byte)0xFE, size.Length).ToArray()), Closed), size.Chop)),
    ];
}
