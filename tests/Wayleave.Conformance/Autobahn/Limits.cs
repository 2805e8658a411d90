using System.Text;
using Wayleave.Protocol.Frames;
using static Wayleave.Conformance.Autobahn.Script;

namespace Wayleave.Conformance.Autobahn;

/// <summary>Groups 9 and 10: large messages, small fragments, small writes, many messages. None may take more than linear time.</summary>
internal static class Limits
{
    private const int Kibi = 1024;
    private const int Mebi = 1024 * 1024;
    private static readonly int[] s_sizes = [64 * Kibi, 256 * Kibi, Mebi, 4 * Mebi, 8 * Mebi, 16 * Mebi];
    private static readonly int[] s_fragments = [64, 256, Kibi, 4 * Kibi, 16 * Kibi, 64 * Kibi, 256 * Kibi, Mebi, 4 * Mebi];
    private static readonly int[] s_chops = [64, 128, 256, 512, Kibi, 2 * Kibi];
    private static readonly int[] s_roundTrips = [0, 16, 64, 256, Kibi, 4 * Kibi];

    public static IEnumerable<AutobahnCase> Cases() =>
    [
        .. s_sizes.SelectMany((size, i) => Both(1, i, $"a message of {size} bytes", size, int.MaxValue, int.MaxValue)),
        .. s_fragments.SelectMany((fragment, i) => Both(3, i, $"4 MiB in fragments of {fragment} bytes", 4 * Mebi, fragment, int.MaxValue)),
        .. s_chops.SelectMany((chop, i) => Both(5, i, $"1 MiB in writes of {chop} bytes", Mebi, int.MaxValue, chop)),
        .. s_roundTrips.SelectMany((size, i) => (AutobahnCase[])
        [
            RoundTrips.Of($"9.7.{i + 1}", Opcode.Text, size, 1000),
            RoundTrips.Of($"9.8.{i + 1}", Opcode.Binary, size, 1000),
        ]),
        Of("10.1.1", "64 KiB of text in fragments of 1300 bytes", wire => wire.Fragments(1, Encoding.ASCII.GetBytes(new string('*', 65536)), 1300),
            Then(T(new string('*', 65536)), Closed)),
    ];

    /// <summary>The odd group is text, the even one after it binary.</summary>
    private static IEnumerable<AutobahnCase> Both(int group, int index, string sends, int size, int fragment, int chop)
    {
        var payload = new byte[size];
        Array.Fill(payload, (byte)'*');
        yield return Of($"9.{group}.{index + 1}", $"text: {sends}", wire => wire.Fragments(1, payload, fragment), Then(T(payload), Closed), chop);
        yield return Of($"9.{group + 1}.{index + 1}", $"binary: {sends}", wire => wire.Fragments(2, payload, fragment), Then(B(payload), Closed), chop);
    }
}
