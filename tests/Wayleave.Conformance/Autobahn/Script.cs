using System.Text;
using Wayleave.Protocol.Frames;

namespace Wayleave.Conformance.Autobahn;

/// <summary>Cases that send their bytes and then judge all that came back.</summary>
public static class Script
{
    /// <summary>The end of a case that went well: our close, given back, and the server hung up.</summary>
    public const string Closed = "close 1000, eof";

    /// <summary>The end after a breach of the protocol.</summary>
    public const string Refused = "close 1002, eof";

    /// <summary>The end after text that is not UTF-8.</summary>
    public const string NotUtf8 = "close 1007, eof";

    /// <summary>Sends bytes and a close frame 1000; the server must do what is expected.</summary>
    public static AutobahnCase Of(string id, string sends, Action<Wire> write, string expects, int chop = int.MaxValue, string? nonStrict = null) =>
        Exactly(id, sends, wire =>
        {
            write(wire);
            wire.Close(1000);
        }, expects, chop, nonStrict);

    /// <summary>Sends bytes and nothing after them; the server must do what is expected.</summary>
    public static AutobahnCase Exactly(string id, string sends, Action<Wire> write, string expects, int chop = int.MaxValue, string? nonStrict = null) =>
        new(id, sends, expects, async peer =>
        {
            var wire = new Wire();
            write(wire);
            var sending = SendAsync(peer, wire, chop);
            var seen = string.Join(", ", await peer.ReadToEndAsync());
            await sending;
            return (seen == expects ? Verdict.Ok : seen == nonStrict ? Verdict.NonStrict : Verdict.Failed, seen);
        });

    /// <summary>Joins what is expected.</summary>
    public static string Then(params string[] events) => string.Join(", ", events);

    /// <summary>A text message as it is written down.</summary>
    public static string T(string text) => RawPeer.Message(Opcode.Text, Encoding.UTF8.GetBytes(text));

    /// <summary>A text message as it is written down.</summary>
    public static string T(ReadOnlySpan<byte> bytes) => RawPeer.Message(Opcode.Text, bytes);

    /// <summary>A binary message as it is written down.</summary>
    public static string B(ReadOnlySpan<byte> bytes) => RawPeer.Message(Opcode.Binary, bytes);

    /// <summary>A pong as it is written down.</summary>
    public static string P(ReadOnlySpan<byte> bytes) => RawPeer.Message(Opcode.Pong, bytes);

    private static async Task SendAsync(RawPeer peer, Wire wire, int chop)
    {
        try
        {
            await peer.SendAsync(wire.Bytes, chop);
        }
        catch (System.Net.Sockets.SocketException)
        {
            // The server may have hung up on what came before; what it said until then is judged.
        }
    }
}
