namespace Wayleave.Server.Tls;

/// <summary>Something about the certificates that belongs into the log.</summary>
/// <param name="IsWarning">Whether somebody should do something about it.</param>
/// <param name="Text">What there is to say, in a line.</param>
public sealed record TlsNotice(bool IsWarning, string Text)
{
    /// <summary>One that somebody should act on.</summary>
    /// <param name="text">What there is to say.</param>
    internal static TlsNotice Warning(string text) => new(true, text);

    /// <summary>One that is good to know.</summary>
    /// <param name="text">What there is to say.</param>
    internal static TlsNotice Information(string text) => new(false, text);
}
