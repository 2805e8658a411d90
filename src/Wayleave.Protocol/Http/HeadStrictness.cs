namespace Wayleave.Protocol.Http;

/// <summary>How a response's head is judged.</summary>
public enum HeadStrictness
{
    /// <summary>What RFC 9112 does not allow is a violation.</summary>
    Strict,

    /// <summary>
    /// What browsers put up with is read too: lines ended by a bare LF, no reason phrase, folded lines, space before the
    /// colon, lines without one (left out). A doctor has to read sloppy servers to say what they are.
    /// </summary>
    Tolerant,
}
