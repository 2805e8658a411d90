namespace Wayleave.Rules.Facts;

/// <summary>What a target's URL names.</summary>
public enum TargetKind
{
    /// <summary>A socket: <c>ws://</c> or <c>wss://</c>.</summary>
    Socket,

    /// <summary>A page, judged by the sockets that it opens: <c>http://</c> or <c>https://</c>.</summary>
    Page,
}
