using System.Text;
using Wayleave.Protocol.Frames;

namespace Wayleave.Conformance.Autobahn;

/// <summary>Groups 12 and 13: permessage-deflate with texts of several kinds, and with each kind of offer (RFC 7692).</summary>
/// <remarks>
/// The suite sends a thousand messages in each case. Ten show the same, taken-over windows included, in a hundredth of the time;
/// the smaller sizes of 12.1 are sent a thousand times as there.
/// </remarks>
internal static class Compression
{
    private const string Plain = "permessage-deflate";

    private static readonly (int Size, int Fragment)[] s_sizes =
    [
        (16, 0), (64, 0), (256, 0), (1024, 0), (4096, 0), (8192, 0), (16384, 0), (32768, 0), (65536, 0), (131072, 0),
        (8192, 256), (16384, 256), (32768, 256), (65536, 256), (131072, 256), (131072, 1024), (131072, 4096), (131072, 32768),
    ];

    private static readonly string[] s_offers =
    [
        $"{Plain}; client_max_window_bits",
        $"{Plain}; server_no_context_takeover; client_max_window_bits",
        $"{Plain}; server_max_window_bits=9; client_max_window_bits",
        $"{Plain}; server_max_window_bits=15; client_max_window_bits",
        $"{Plain}; server_no_context_takeover; server_max_window_bits=9; client_max_window_bits",
        $"{Plain}; server_no_context_takeover; server_max_window_bits=15; client_max_window_bits",
        $"{Plain}; server_no_context_takeover; server_max_window_bits=9; client_max_window_bits, {Plain}; server_no_context_takeover; client_max_window_bits, {Plain}; client_max_window_bits",
    ];

    public static IEnumerable<AutobahnCase> Cases()
    {
        byte[][] texts = [Json(), Prose(), Random(), Same(), Columns()];
        var kinds = texts.SelectMany((text, kind) => s_sizes.Select((size, i) => RoundTrips.Of(
            $"12.{kind + 1}.{i + 1}", kind == 2 ? Opcode.Binary : Opcode.Text, size.Size, kind == 0 && size.Size <= 1024 ? 1000 : 10, Plain,
            size.Fragment == 0 ? int.MaxValue : size.Fragment, text)));
        var offers = s_offers.SelectMany((offer, kind) => s_sizes.Select((size, i) => RoundTrips.Of(
            $"13.{kind + 1}.{i + 1}", Opcode.Text, size.Size, 10, offer, size.Fragment == 0 ? int.MaxValue : size.Fragment, texts[0])));
        return kinds.Concat(offers);
    }

    private static byte[] Json() => Encoding.ASCII.GetBytes(
        string.Concat(Enumerable.Range(0, 3000).Select(i => $"{{\"id\":{i},\"name\":\"item {i * 7919 % 1000}\",\"ok\":{(i % 3 == 0 ? "true" : "false")}}},")));

    private static byte[] Prose() => Encoding.ASCII.GetBytes(
        string.Join(' ', Enumerable.Range(0, 9000).Select(i => ((string[])["the", "socket", "opens", "and", "a", "hop", "closes", "it", "again."])[i * i % 97 % 9])));

    private static byte[] Random()
    {
        var bytes = new byte[100_003];
        new Random(12).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Same() => "*"u8.ToArray();

    private static byte[] Columns() => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i:d6};{i * 31 % 7:d2};\n")));
}
