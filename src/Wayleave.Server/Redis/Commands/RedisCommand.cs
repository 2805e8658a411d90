using System.Buffers;
using Wayleave.Protocol.Resp;

namespace Wayleave.Server.Redis.Commands;

/// <summary>A command, encoded once; it may be sent again and to several servers.</summary>
internal sealed class RedisCommand
{
    private RedisCommand(string name, ReadOnlyMemory<byte>? key, ReadOnlySpan<RedisArgument> arguments)
    {
        (Name, Key) = (name, key);
        var words = new ReadOnlyMemory<byte>[arguments.Length + 1];
        words[0] = ((RedisArgument)name).Bytes;
        for (var at = 0; at < arguments.Length; at++)
            words[at + 1] = arguments[at].Bytes;
        var wire = new ArrayBufferWriter<byte>(words.Sum(word => word.Length + 16) + 16);
        RespWriter.WriteCommand(wire, words);
        Wire = wire.WrittenMemory;
    }

    /// <summary>Its first word; all that messages tell of it.</summary>
    public string Name { get; }

    /// <summary>A key that says which node of a cluster is asked; null: any.</summary>
    public ReadOnlyMemory<byte>? Key { get; }

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Wire { get; }

    /// <summary>A command without keys.</summary>
    /// <param name="name">Its name, in capitals.</param>
    /// <param name="arguments">Its arguments.</param>
    public static RedisCommand Keyless(string name, params ReadOnlySpan<RedisArgument> arguments) => new(name, null, arguments);

    /// <summary>A command whose first argument is its key.</summary>
    /// <param name="name">Its name, in capitals.</param>
    /// <param name="key">The key.</param>
    /// <param name="others">The other arguments.</param>
    public static RedisCommand OnKey(string name, RedisArgument key, params ReadOnlySpan<RedisArgument> others) => new(name, key.Bytes, [key, .. others]);

    /// <summary>A command that goes where a key is, wherever the key stands in it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="name">Its name, in capitals.</param>
    /// <param name="arguments">All its arguments.</param>
    public static RedisCommand Where(RedisArgument key, string name, params ReadOnlySpan<RedisArgument> arguments) => new(name, key.Bytes, arguments);

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
