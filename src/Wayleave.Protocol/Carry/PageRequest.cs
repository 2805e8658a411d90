using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;

namespace Wayleave.Protocol.Carry;

/// <summary>The body of a carrier's request: its sessions, and what the page says of them.</summary>
/// <param name="Sessions">The sessions, in the order by which items number them.</param>
/// <param name="Items">The items that a gateway can do something with, in order.</param>
/// <param name="SaysHello">Whether the page asks for an answer that shows first that it gets through, or says that one has.</param>
public sealed record PageRequest(ImmutableArray<ListedSession> Sessions, ImmutableArray<PageItem> Items, bool SaysHello)
{
    /// <summary>The most sessions of one request.</summary>
    public const int MaxSessions = 1024;

    /// <summary>Reads a whole body.</summary>
    /// <param name="body">The body; the pieces stay where they lie in it.</param>
    /// <param name="request">What it says.</param>
    /// <returns>False: it is not sound, and nothing of it counts.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> body, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PageRequest? request)
    {
        request = null;
        var at = 0;
        if (!TryNumber(body, ref at, out var count) || count > MaxSessions)
            return false;
        var sessions = ImmutableArray.CreateBuilder<ListedSession>((int)count);
        for (var i = 0; i < count; i++)
        {
            if (body.Length - at < 2 * SessionSecret.Length)
                return false;
            var id = Base64Url.EncodeToString(body.Span.Slice(at, SessionSecret.Length));
            var secret = SessionSecret.Of(body.Span.Slice(at + SessionSecret.Length, SessionSecret.Length));
            at += 2 * SessionSecret.Length;
            if (!TryNumber(body, ref at, out var received))
                return false;
            sessions.Add(new ListedSession(id, secret, received));
        }

        // To be listed again costs a few bytes, and what each of them makes the gateway do costs more.
        if (count > 1 && sessions.DistinctBy(each => each.Id).Count() < count)
            return false;

        var items = ImmutableArray.CreateBuilder<PageItem>();
        var saysHello = false;
        while (at < body.Length)
        {
            if (!TryItem(body, ref at, sessions.Count, out var item))
                return false;
            saysHello |= item.Kind == CarryItem.Hello;
            if (item.Kind is not (CarryItem.Pad or CarryItem.Hello or CarryItem.Beat))
                items.Add(item);
        }

        request = new PageRequest(sessions.DrainToImmutable(), items.DrainToImmutable(), saysHello);
        return true;
    }

    private static bool TryItem(ReadOnlyMemory<byte> body, ref int at, int sessions, out PageItem item)
    {
        var kind = (CarryItem)body.Span[at++];
        item = new PageItem(kind, 0, 0, default);
        switch (kind)
        {
            case CarryItem.Hello or CarryItem.Beat:
                return true;
            case CarryItem.Pad:
                return TryPiece(body, ref at, out _);
            case CarryItem.Ack or CarryItem.Leave or CarryItem.Piece:
                if (!TryNumber(body, ref at, out var session) || session >= sessions)
                    return false;
                var (position, piece) = (0L, ReadOnlyMemory<byte>.Empty);
                if (kind != CarryItem.Leave && !TryNumber(body, ref at, out position))
                    return false;
                if (kind == CarryItem.Piece && !TryPiece(body, ref at, out piece))
                    return false;
                item = new PageItem(kind, (int)session, position, piece);
                return position + piece.Length <= CarryNumber.Max;
            default:
                return false;
        }
    }

    private static bool TryPiece(ReadOnlyMemory<byte> body, ref int at, out ReadOnlyMemory<byte> piece)
    {
        piece = default;
        if (!TryNumber(body, ref at, out var length) || length > body.Length - at)
            return false;
        piece = body.Slice(at, (int)length);
        at += (int)length;
        return true;
    }

    private static bool TryNumber(ReadOnlyMemory<byte> body, ref int at, out long number)
    {
        var status = CarryNumber.TryRead(body.Span[at..], out number, out var consumed);
        at += consumed;
        return status == OperationStatus.Done;
    }
}
