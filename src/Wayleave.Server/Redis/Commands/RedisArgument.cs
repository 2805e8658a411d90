using System.Text;

namespace Wayleave.Server.Redis.Commands;

/// <summary>A word of a command: text is UTF-8, numbers are decimal.</summary>
/// <param name="Bytes">The word.</param>
internal readonly record struct RedisArgument(ReadOnlyMemory<byte> Bytes)
{
    public static implicit operator RedisArgument(string text) => new(Encoding.UTF8.GetBytes(text));

    public static implicit operator RedisArgument(long number) => new(Encoding.ASCII.GetBytes($"{number}"));

    public static implicit operator RedisArgument(byte[] bytes) => new(bytes);

    public static implicit operator RedisArgument(ReadOnlyMemory<byte> bytes) => new(bytes);
}
