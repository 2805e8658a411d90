using System.Collections.Immutable;
using System.Security.Cryptography;
using Wayleave.Protocol.Events;

namespace Wayleave.Server.Events.Stores;

/// <summary>The memory store's file: written whole at a stop, taken away when it has been read, so that a process that dies leaves none behind.</summary>
/// <remarks>
/// A first line names the format. The end is a hash of everything before: a file that was cut or changed is not believed, since its channels would
/// go on as if nothing were missing.
/// </remarks>
internal static class StateFile
{
    private const string Format = "wayleave events 1\n";

    /// <summary>Writes it, in place of the one before, for this user alone.</summary>
    /// <param name="path">Where.</param>
    /// <param name="snapshot">What.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, MemorySnapshot snapshot)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        var beside = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(beside, options))
        {
            using var hash = SHA256.Create();
            using (var writer = new BinaryWriter(new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true)))
                Write(writer, snapshot);
            file.Write(hash.Hash);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Reads it, and takes it away.</summary>
    /// <param name="path">Where.</param>
    /// <returns>What it held; null where there is none.</returns>
    /// <exception cref="InvalidDataException">It is not as it was written.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read or taken away.</exception>
    public static MemorySnapshot? Take(string path)
    {
        if (!File.Exists(path))
            return null;
        var bytes = File.ReadAllBytes(path);
        var content = bytes.AsMemory(0, Math.Max(0, bytes.Length - SHA256.HashSizeInBytes));
        if (!SHA256.HashData(content.Span).AsSpan().SequenceEqual(bytes.AsSpan(content.Length)))
            throw new InvalidDataException("it was cut or changed");
        using var reader = new BinaryReader(new MemoryStream(bytes, 0, content.Length));
        if (reader.ReadString() != Format)
            throw new InvalidDataException("it is of another version");
        var snapshot = Read(reader);
        File.Delete(path);
        return snapshot;
    }

    private static void Write(BinaryWriter writer, MemorySnapshot snapshot)
    {
        writer.Write(Format);
        writer.Write(snapshot.Epoch);
        writer.Write(snapshot.At.ToUnixTimeMilliseconds());
        writer.Write(snapshot.Channels.Length);
        foreach (var channel in snapshot.Channels)
        {
            writer.Write(channel.Name);
            Write(writer, channel.Head);
            writer.Write(channel.Events.Length);
            foreach (var stored in channel.Events)
            {
                Write(writer, stored.Position);
                writer.Write(stored.PreviousTag);
                writer.Write(stored.At.ToUnixTimeMilliseconds());
                Write(writer, stored.Payload.Bytes.Span);
            }
        }

        writer.Write(snapshot.Keys.Length);
        foreach (var key in snapshot.Keys)
        {
            writer.Write(key.Channel);
            writer.Write(key.Key);
            Write(writer, key.Hash.AsSpan());
            Write(writer, key.Position);
            writer.Write(key.Age.Ticks);
        }
    }

    private static MemorySnapshot Read(BinaryReader reader) => new()
    {
        Epoch = reader.ReadString(),
        At = Time(reader),
        Channels = Many(reader, () => new StoredChannel(reader.ReadString(), Position(reader), Many(reader, () => Event(reader)))),
        Keys = Many(reader, () => new StoredKey(reader.ReadString(), reader.ReadString(), [.. Bytes(reader)], Position(reader), TimeSpan.FromTicks(reader.ReadInt64()))),
    };

    private static StoredEvent Event(BinaryReader reader)
    {
        var (position, previous, at) = (Position(reader), reader.ReadUInt32(), Time(reader));
        return new StoredEvent(position, previous, EventPayload.Of(Bytes(reader)), at);
    }

    private static void Write(BinaryWriter writer, EventPosition position)
    {
        writer.Write(position.Epoch);
        writer.Write(position.Offset);
        writer.Write(position.Tag);
    }

    private static EventPosition Position(BinaryReader reader) => new(reader.ReadString(), reader.ReadInt64(), reader.ReadUInt32());

    private static DateTimeOffset Time(BinaryReader reader) => DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64());

    private static void Write(BinaryWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] Bytes(BinaryReader reader) => reader.ReadBytes(reader.ReadInt32());

    private static ImmutableArray<T> Many<T>(BinaryReader reader, Func<T> read)
    {
        var many = ImmutableArray.CreateBuilder<T>();
        for (var left = reader.ReadInt32(); left > 0; left--)
            many.Add(read());
        return many.ToImmutable();
    }
}
