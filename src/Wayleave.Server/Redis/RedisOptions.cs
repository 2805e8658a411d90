using System.Collections.Immutable;
using Wayleave.Protocol.Resp;

namespace Wayleave.Server.Redis;

/// <summary>Which Redis, and within which limits.</summary>
internal sealed record RedisOptions
{
    /// <summary>How the servers stand to one another. Default: one server.</summary>
    public RedisLayout Layout { get; init; }

    /// <summary>The server; the sentinels; or some nodes of the cluster.</summary>
    public required ImmutableArray<RedisAddress> Addresses { get; init; }

    /// <summary>The name by which sentinels know the master; null without Sentinel.</summary>
    public string? MasterName { get; init; }

    /// <summary>The database's number. Default 0, the only one of a cluster.</summary>
    public int Database { get; init; }

    /// <summary>Who we are; null: the default user.</summary>
    public string? User { get; init; }

    /// <summary>The password; null: none is asked for. It is in no words of this folder's.</summary>
    public string? Password { get; init; }

    /// <summary>Who we are to the sentinels, which have users of their own; null: their default user.</summary>
    public string? SentinelUser { get; init; }

    /// <summary>The sentinels' password; null: they ask for none. It is in no words of this folder's.</summary>
    public string? SentinelPassword { get; init; }

    /// <summary>Whether TLS is spoken, with sentinels too. Default false.</summary>
    public bool Tls { get; init; }

    /// <summary>A file with the certificates (PEM) that may sign the server's; null: whom the system trusts.</summary>
    public string? CaFile { get; init; }

    /// <summary>How connections call themselves in <c>CLIENT LIST</c>. Default <c>wayleave</c>.</summary>
    public string ClientName { get; init; } = "wayleave";

    /// <summary>How long a connection may take, from the name's look-up to the server's greeting. Default 5 s.</summary>
    public TimeSpan ConnectLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer may take. A connection that owes one longer is given up, since all behind it waits too. Default 5 s.</summary>
    public TimeSpan CommandLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After how long a silence a connection is asked whether it lives. Default 5 s.</summary>
    public TimeSpan ProbeAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many commands of one connection may wait for their answers; one more is refused at once. Default 4096.</summary>
    public int MaxInFlight { get; init; } = 4096;

    /// <summary>How many bytes of commands may wait to be written on one connection; more are refused at once. Default 64 MiB.</summary>
    public int MaxQueuedBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>What a server can make us hold for one answer.</summary>
    public RespLimits Resp { get; init; } = RespLimits.Default;

    /// <summary>How the same servers' sentinels are asked: by their own user and password, without a database.</summary>
    public RedisOptions OfSentinels() => this with { Layout = RedisLayout.Single, User = SentinelUser, Password = SentinelPassword, Database = 0 };

    /// <summary>Where, without who and with what password: fit for logs.</summary>
    public override string ToString() => RedisUrl.Write(this);
}
