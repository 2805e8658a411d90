namespace Wayleave.Server.Redis;

/// <summary>The server has answered with an error: asking again would not help.</summary>
/// <param name="command">The command's name.</param>
/// <param name="code">The error's first word.</param>
/// <param name="words">The error as the server worded it.</param>
internal sealed class RedisErrorException(string command, string code, string words) : RedisException($"{command}: {words}")
{
    /// <summary>The error's first word, such as <c>WRONGTYPE</c>.</summary>
    public string Code { get; } = code;

    /// <summary>A script may have written before it failed; a single command has not.</summary>
    public override bool MayHaveBeenCarriedOut { get; } = command is "EVAL" or "EVALSHA" && code != "NOSCRIPT";
}
