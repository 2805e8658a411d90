using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Wayleave.Server.Redis;

/// <summary>Redis options as one line of settings.</summary>
/// <remarks>
/// <c>redis://[user:password@]host[:port][/db]</c>, <c>redis-sentinel://[…@]host[:port],…/master[/db]</c>,
/// <c>redis-cluster://[…@]host[:port],…</c>; with TLS <c>rediss://</c>, <c>rediss-sentinel://</c>, <c>rediss-cluster://</c>, and then
/// perhaps <c>?ca=FILE</c>. Sentinels that ask for a password of their own get <c>?sentinel_password=…</c>, and perhaps
/// <c>&amp;sentinel_username=…</c>. User, password and file are percent-encoded where they hold <c>@ / : , ? &amp; %</c>.
/// </remarks>
internal static class RedisUrl
{
    /// <summary>The forms, for messages.</summary>
    public const string Form =
        "redis://[user:password@]host[:port][/db], redis-sentinel://host[:port],…/master[/db] or redis-cluster://host[:port],…; rediss… with TLS, and then ?ca=FILE; for sentinels' own password ?sentinel_password=…[&sentinel_username=…]";

    /// <summary>What the sentinels' own password is called behind the question mark.</summary>
    public const string SentinelPassword = "sentinel_password";

    private const string SentinelUser = "sentinel_username";

    private static readonly (string Scheme, RedisLayout Layout, bool Tls)[] Schemes =
    [
        ("redis", RedisLayout.Single, false), ("rediss", RedisLayout.Single, true),
        ("redis-sentinel", RedisLayout.Sentinel, false), ("rediss-sentinel", RedisLayout.Sentinel, true),
        ("redis-cluster", RedisLayout.Cluster, false), ("rediss-cluster", RedisLayout.Cluster, true),
    ];

    /// <summary>Reads the line.</summary>
    /// <param name="text">The line.</param>
    /// <param name="options">The options.</param>
    /// <param name="flaw">What is wrong with it; it never repeats the text, which may hold a password.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out RedisOptions? options, [NotNullWhen(false)] out string? flaw)
    {
        options = null;
        var (scheme, rest) = Cut(text, "://");
        var kind = Array.Find(Schemes, known => known.Scheme == scheme);
        if (kind.Scheme is null || rest is null)
            return Refuse($"a Redis address is written {Form}", out flaw);

        (rest, var query) = Cut(rest, "?");
        (var authority, var path) = Cut(rest, "/");
        var at = authority.LastIndexOf('@');
        var read = new RedisOptions { Layout = kind.Layout, Tls = kind.Tls, Addresses = [] };
        if (at >= 0)
        {
            var (user, password) = Cut(authority[..at], ":");
            if (string.IsNullOrEmpty(password))
                return Refuse("the user has no password: write user:password@, or :password@ for the default user", out flaw);
            read = read with { User = user.Length > 0 ? Uri.UnescapeDataString(user) : null, Password = Uri.UnescapeDataString(password) };
        }

        return ReadAddresses(authority[(at + 1)..], ref read, out flaw) && ReadPath(path ?? "", ref read, out flaw) && ReadQuery(query, ref read, out flaw)
            && (options = read) is not null;
    }

    /// <summary>The options without user and password.</summary>
    /// <param name="options">The options.</param>
    public static string Write(RedisOptions options)
    {
        var scheme = Array.Find(Schemes, known => known.Layout == options.Layout && known.Tls == options.Tls).Scheme;
        var master = options.MasterName is { } name ? $"/{name}" : "";
        return $"{scheme}://{string.Join(',', options.Addresses)}{master}{(options.Layout == RedisLayout.Cluster ? "" : $"/{options.Database}")}";
    }

    private static bool ReadAddresses(string text, ref RedisOptions options, [NotNullWhen(false)] out string? flaw)
    {
        var addresses = ImmutableArray.CreateBuilder<RedisAddress>();
        foreach (var part in text.Split(','))
        {
            if (!RedisAddress.TryParse(part, options.Layout == RedisLayout.Sentinel ? RedisAddress.DefaultSentinelPort : RedisAddress.DefaultPort, out var address))
                return Refuse("a host is malformed: write host, host:port or [ipv6]:port, several with commas between them", out flaw);
            addresses.Add(address.Value);
        }

        if (options.Layout == RedisLayout.Single && addresses.Count > 1)
            return Refuse("several hosts are either sentinels (redis-sentinel://) or a cluster (redis-cluster://)", out flaw);
        options = options with { Addresses = addresses.ToImmutable() };
        return Accept(out flaw);
    }

    private static bool ReadPath(string path, ref RedisOptions options, [NotNullWhen(false)] out string? flaw)
    {
        var database = path;
        if (options.Layout == RedisLayout.Sentinel)
        {
            (var master, database) = Cut(path, "/");
            if (master.Length == 0)
                return Refuse("sentinels are asked for a master by its name: redis-sentinel://host/master", out flaw);
            options = options with { MasterName = Uri.UnescapeDataString(master) };
        }

        var number = 0;
        if (!string.IsNullOrEmpty(database) && (!database.All(char.IsAsciiDigit) || !int.TryParse(database, out number)))
            return Refuse("a database is a number", out flaw);
        if (number != 0 && options.Layout == RedisLayout.Cluster)
            return Refuse("a cluster has the database 0 alone", out flaw);
        options = options with { Database = number };
        return Accept(out flaw);
    }

    // Sentinels' names are those that other clients' URLs have.
    private static bool ReadQuery(string? query, ref RedisOptions options, [NotNullWhen(false)] out string? flaw)
    {
        var said = new Dictionary<string, string>();
        foreach (var part in string.IsNullOrEmpty(query) ? [] : query.Split('&'))
        {
            var (name, value) = Cut(part, "=");
            if (name is not ("ca" or SentinelPassword or SentinelUser) || string.IsNullOrEmpty(value) || !said.TryAdd(name, Uri.UnescapeDataString(value)))
                return Refuse($"after ? only ca=FILE, {SentinelPassword}=… and {SentinelUser}=… are known, each once, with & between them", out flaw);
        }

        options = options with { CaFile = said.GetValueOrDefault("ca"), SentinelPassword = said.GetValueOrDefault(SentinelPassword), SentinelUser = said.GetValueOrDefault(SentinelUser) };
        if (options is { CaFile: not null, Tls: false })
            return Refuse("ca=FILE goes with TLS: write rediss", out flaw);
        if ((options.SentinelPassword ?? options.SentinelUser) is not null && options.Layout != RedisLayout.Sentinel)
            return Refuse($"{SentinelPassword} and {SentinelUser} go with sentinels: write redis-sentinel", out flaw);
        if (options is { SentinelUser: not null, SentinelPassword: null })
            return Refuse($"the sentinels' user has no password: write {SentinelPassword}=… too", out flaw);
        return Accept(out flaw);
    }

    private static (string Before, string? After) Cut(string text, string separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + separator.Length)..]) : (text, null);

    private static bool Accept(out string? flaw)
    {
        flaw = null;
        return true;
    }

    private static bool Refuse(string words, out string flaw)
    {
        flaw = words;
        return false;
    }
}
