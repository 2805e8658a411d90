using Wayleave.Protocol.Resp;
using Wayleave.Server.Redis.Commands;

namespace Wayleave.Server.Redis.Connections;

/// <summary>The first words on a connection: which protocol, who we are, which database.</summary>
internal static class RedisGreeting
{
    /// <summary>Says them.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">Who and where.</param>
    /// <param name="deadline">When to give up.</param>
    /// <returns>What the server says of itself.</returns>
    /// <exception cref="RedisUnavailableException">It does not let us in.</exception>
    public static async Task<RedisHello> GreetAsync(RedisConnection connection, RedisOptions options, CancellationToken deadline)
    {
        RedisArgument[] words = options.Password is { } password
            ? ["3", "AUTH", options.User ?? "default", password, "SETNAME", options.ClientName]
            : ["3", "SETNAME", options.ClientName];
        var hello = connection.SendAsync(RedisCommand.Keyless("HELLO", words));
        // Both at once; a database that is refused because HELLO was says nothing new.
        var select = options.Database == 0 ? null : connection.SendAsync(RedisCommand.Keyless("SELECT", options.Database));
        var answer = await hello.WaitAsync(deadline).ConfigureAwait(false);
        if (answer is RespValue.Error refused)
            throw Refused(connection.Address, WordsOf(refused));
        if (answer is not RespValue.Map map)
            throw Refused(connection.Address, "it does not speak RESP3: Redis 6.2 or later is needed");
        if (select is not null && await select.WaitAsync(deadline).ConfigureAwait(false) is RespValue.Error unselected)
            throw Refused(connection.Address, unselected.Content);
        return new RedisHello(map.Find("version")?.AsText() ?? "unknown", map.Find("role")?.AsText() ?? "unknown");
    }

    // A server that does not know HELLO repeats what came with it, which is the password: its own words are shown only where they cannot hold it.
    private static string WordsOf(RespValue.Error error) => error.Code switch
    {
        "WRONGPASS" => "user or password is wrong, or the user is disabled (WRONGPASS)",
        "NOAUTH" => "a password is needed (NOAUTH)",
        "NOPERM" => "the user may not do that (NOPERM)",
        "NOPROTO" => "it does not speak RESP3 (NOPROTO): Redis 6.2 or later is needed",
        "LOADING" => "it still loads its data (LOADING)",
        "ERR" when error.Content.StartsWith("ERR unknown command", StringComparison.Ordinal) => "it does not know HELLO: Redis 6.2 or later is needed",
        "ERR" when error.Content.StartsWith("ERR max number of clients", StringComparison.Ordinal) => "it has as many clients as it takes (maxclients)",
        "ERR" => "it refuses HELLO (ERR)",
        _ => $"it refuses HELLO ({(error.Code.All(char.IsAsciiLetterUpper) && error.Code.Length <= 20 ? error.Code : "an unknown error")})",
    };

    private static RedisUnavailableException Refused(RedisAddress address, string words) => new(RedisUnavailableReason.Refused, $"{address}: {words}");
}
