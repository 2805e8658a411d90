using System.Globalization;
using System.Text;

namespace Wayleave.Protocol.Carry;

/// <summary>The words that a carrier's WebSocket carries beside the stream.</summary>
/// <seealso href="https://github.com/wayleave/wayleave/blob/main/docs/carry-protocol.md">The protocol</seealso>
public abstract record CarrierWords
{
    private CarrierWords()
    {
    }

    /// <summary>Nothing was to be said for long.</summary>
    public static byte[] Beat { get; } = "beat"u8.ToArray();

    /// <summary>The app's connection has ended without a close frame.</summary>
    public static byte[] End { get; } = "end"u8.ToArray();

    /// <summary>There is no such session.</summary>
    public static byte[] Gone { get; } = "gone"u8.ToArray();

    /// <summary>The page's first words.</summary>
    /// <param name="Secret">The session's secret.</param>
    /// <param name="Received">Up to where it has the gateway's stream.</param>
    public sealed record Hello(SessionSecret Secret, long Received) : CarrierWords;

    /// <summary>The page has the gateway's stream up to here.</summary>
    /// <param name="Received">The position.</param>
    public sealed record Ack(long Received) : CarrierWords;

    /// <summary>What the page sends next begins here.</summary>
    /// <param name="Position">The position.</param>
    public sealed record At(long Position) : CarrierWords;

    /// <summary>The page lives.</summary>
    public sealed record Alive : CarrierWords;

    /// <summary>The page is left.</summary>
    public sealed record Leave : CarrierWords;

    /// <summary>Reads a page's words.</summary>
    /// <param name="text">The message.</param>
    /// <returns>What they say; null: nothing that a page says.</returns>
    public static CarrierWords? Read(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("beat"u8))
            return new Alive();
        if (text.SequenceEqual("leave"u8))
            return new Leave();
        var words = Encoding.ASCII.GetString(text).Split(' ');
        return words switch
        {
            ["hello", var secret, var number] when SessionSecret.TryParse(secret, out var read) && TryRead(number, out var received) => new Hello(read, received),
            ["ack", var number] when TryRead(number, out var received) => new Ack(received),
            ["at", var number] when TryRead(number, out var position) => new At(position),
            _ => null,
        };
    }

    /// <summary>The gateway's first words.</summary>
    /// <param name="node">Its name.</param>
    /// <param name="received">Up to where it has the page's stream.</param>
    /// <param name="heartbeat">After how long a silence each side says that it lives.</param>
    /// <param name="bufferBytes">How many bytes may be on the way.</param>
    /// <param name="grace">For how long the session waits for its page.</param>
    public static byte[] HelloOf(string node, long received, TimeSpan heartbeat, int bufferBytes, TimeSpan grace) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"hello {node} {received} {(long)heartbeat.TotalMilliseconds} {bufferBytes} {(long)grace.TotalMilliseconds}"));

    /// <summary>The gateway has the page's stream up to here.</summary>
    /// <param name="received">The position.</param>
    public static byte[] AckOf(long received) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"ack {received}"));

    /// <summary>What is sent next begins here.</summary>
    /// <param name="position">The position.</param>
    public static byte[] AtOf(long position) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"at {position}"));

    /// <summary>The socket was not opened.</summary>
    /// <param name="status">The answer's status.</param>
    public static byte[] RefusedOf(int status) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"refused {status}"));

    /// <summary>The page is to come back later.</summary>
    /// <param name="after">After how long.</param>
    public static byte[] WaitOf(TimeSpan after) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"wait {(long)after.TotalMilliseconds}"));

    private static bool TryRead(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= CarryNumber.Max;
}
