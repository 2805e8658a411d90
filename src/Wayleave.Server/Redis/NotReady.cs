using Wayleave.Protocol.Resp;

namespace Wayleave.Server.Redis;

/// <summary>The errors by which a server says that it cannot serve now, and has not done what was asked.</summary>
internal static class NotReady
{
    /// <summary>The error's code; null if it is none of these.</summary>
    /// <param name="error">The error.</param>
    public static string? CodeOf(RespValue.Error error) => error.Code switch
    {
        "READONLY" or "LOADING" or "MASTERDOWN" or "BUSY" or "CLUSTERDOWN" or "TRYAGAIN" or "NOREPLICAS" => error.Code,
        // Redis 6.2 wraps what a script's first write met; 7.0 gives it as it is.
        "ERR" when error.Content.StartsWith("ERR Error running script", StringComparison.Ordinal) && error.Content.Contains(" -READONLY ", StringComparison.Ordinal) => "READONLY",
        _ => null,
    };

    /// <summary>The same as an exception.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="error">What the server says.</param>
    public static RedisUnavailableException Of(string command, RespValue.Error error) => new(RedisUnavailableReason.NotReady, $"{command}: {error.Content}");
}
