using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Wayleave.Server.Redis.Commands;

/// <summary>A Lua script that runs in the server, known to it by its digest once it has run there.</summary>
internal sealed class RedisScript
{
    /// <summary>Makes one.</summary>
    /// <param name="source">Its text.</param>
    public RedisScript(string source)
    {
        Source = source;
        Digest = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(source)));
    }

    /// <summary>Its text.</summary>
    public string Source { get; }

    /// <summary>What <c>EVALSHA</c> calls it.</summary>
    public string Digest { get; }

    /// <summary>Reads one that is embedded in an assembly, of one piece or of several that follow one another.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="names">The resources' logical names.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static RedisScript FromResources(Assembly assembly, params ReadOnlySpan<string> names)
    {
        var source = new StringBuilder();
        foreach (var name in names)
        {
            using var stream = assembly.GetManifestResourceStream(name) ?? throw new ArgumentException($"{assembly.GetName().Name} holds no {name}", nameof(names));
            using var reader = new StreamReader(stream, Encoding.UTF8);
            source.Append(reader.ReadToEnd());
        }

        return new RedisScript(source.ToString());
    }

    /// <summary>Runs it by its digest: few bytes, but the server may not know it.</summary>
    /// <param name="keys">The keys that it touches; in a cluster they share a hash tag.</param>
    /// <param name="arguments">Its other arguments.</param>
    public RedisCommand ByDigest(ReadOnlySpan<RedisArgument> keys, ReadOnlySpan<RedisArgument> arguments) => Make("EVALSHA", Digest, keys, arguments);

    /// <summary>Runs it by its text, after which the server knows it.</summary>
    /// <param name="keys">As for <see cref="ByDigest"/>.</param>
    /// <param name="arguments">As for <see cref="ByDigest"/>.</param>
    public RedisCommand BySource(ReadOnlySpan<RedisArgument> keys, ReadOnlySpan<RedisArgument> arguments) => Make("EVAL", Source, keys, arguments);

    private static RedisCommand Make(string name, string script, ReadOnlySpan<RedisArgument> keys, ReadOnlySpan<RedisArgument> arguments)
    {
        RedisArgument[] words = [script, keys.Length, .. keys, .. arguments];
        return keys.IsEmpty ? RedisCommand.Keyless(name, words) : RedisCommand.Where(keys[0], name, words);
    }
}
