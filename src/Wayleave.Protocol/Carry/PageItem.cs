namespace Wayleave.Protocol.Carry;

/// <summary>An item of a page's.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Session">The session's number in the request's list.</param>
/// <param name="Position">Of a piece, where in the stream it begins; of an acknowledgement, up to where it has come.</param>
/// <param name="Piece">Of a piece, its bytes.</param>
public readonly record struct PageItem(CarryItem Kind, int Session, long Position, ReadOnlyMemory<byte> Piece);
