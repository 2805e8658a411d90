using System.Threading.Channels;

namespace Wayleave.Server.Tests.Relaying;

/// <summary>A stream that keeps what it is given until it is flushed, and gives what a test puts into it.</summary>
internal sealed class FakeStream : Stream
{
    private readonly Channel<byte[]> _incoming = Channel.CreateUnbounded<byte[]>();
    private readonly List<byte> _kept = [];

    /// <summary>What has gone out: flushed.</summary>
    public List<byte> Sent { get; } = [];

    /// <summary>Whether it was disposed of.</summary>
    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The peer sends; nothing is its end.</summary>
    public void Say(params byte[] bytes) => _incoming.Writer.TryWrite(bytes);

    /// <summary>Reading fails from here on.</summary>
    public void Fail(Exception why) => _incoming.Writer.Complete(why);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            if (!await _incoming.Reader.WaitToReadAsync(cancellationToken))
                await _incoming.Reader.Completion;
            return 0;
        }

        byte[]? bytes;
        while (!_incoming.Reader.TryRead(out bytes))
            if (!await _incoming.Reader.WaitToReadAsync(cancellationToken))
                await _incoming.Reader.Completion;
        bytes.CopyTo(buffer);
        return bytes.Length;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _kept.AddRange(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        Sent.AddRange(_kept);
        _kept.Clear();
        return Task.CompletedTask;
    }

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
