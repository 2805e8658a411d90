namespace Wayleave.Protocol.Frames;

/// <summary>Which close codes may stand in a close frame.</summary>
public static class CloseCodes
{
    /// <summary>True if a close frame may carry that code: registered and not for local use only, or 3000 to 4999.</summary>
    /// <param name="code">The code as received.</param>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4.2">RFC 6455 §7.4.2</seealso>
    public static bool MayBeReceived(int code) => code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);
}
