using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Carry.Pages;

namespace Wayleave.Server.Carry.Pages;

/// <summary>A page's body on its way: held until it is clear where the tag goes, or that it goes nowhere; then passed on as it comes.</summary>
/// <param name="head">The page's head.</param>
/// <param name="encoding">How it is packed.</param>
/// <param name="needsProof">Whether it must begin as a whole page does.</param>
internal sealed class PageBody(PageHead head, PageEncoding encoding, bool needsProof) : IDisposable
{
    // More than the search can need, unless what is packed is meant to unpack to nothing.
    private const int MostHeld = 4 * TagPlaceFinder.MaxBytes;
    private const int StepBytes = 16 * 1024;

    private readonly TagPlaceFinder _finder = new(needsProof);
    private readonly PageCodec? _codec = encoding.Make?.Invoke();
    private readonly PooledBytes _held = new();
    private readonly PooledBytes _unpacked = new();
    private byte[] _step = [];

    /// <summary>What may go out.</summary>
    public ArrayBufferWriter<byte> Output { get; } = new();

    /// <summary>Whether it is clear what becomes of it; before that nothing may go out, the head included.</summary>
    public bool IsDecided { get; private set; }

    /// <summary>Whether it gets the tag.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Whether nothing is left to be done: what comes now may pass as it is.</summary>
    public bool IsThrough { get; private set; }

    /// <summary>Takes a piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <exception cref="IOException">It is not packed as is said, and part of it has gone out.</exception>
    public void Write(ReadOnlySpan<byte> piece)
    {
        if (IsThrough)
        {
            Output.Write(piece);
            return;
        }

        if (!IsDecided)
            _held.Write(piece);
        try
        {
            if (_codec is null)
                Unpacked(piece);
            else
                Unpack(piece);
        }
        catch (InvalidDataException e)
        {
            if (IsDecided)
                throw new IOException("the page is not packed as its Content-Encoding says", e);
            LeaveAlone();
        }

        if (!IsDecided && _held.Count > MostHeld)
            LeaveAlone();
    }

    /// <summary>Makes all that was written readable for whoever gets <see cref="Output"/>.</summary>
    public void Flush()
    {
        if (IsChanged && !IsThrough)
            _codec!.Flush(Output);
    }

    /// <summary>Ends it.</summary>
    public void End()
    {
        if (!IsDecided)
            LeaveAlone();
        if (IsChanged)
            _codec?.End(Output);
        IsThrough = true;
    }

    /// <summary>Makes the head that of the page as it goes out.</summary>
    /// <param name="response">The answer.</param>
    public void ApplyHead(HttpResponse response)
    {
        if (IsChanged)
            head.Apply(response);
    }

    /// <inheritdoc/>
    public void Dispose() => _codec?.Dispose();

    private void Unpack(ReadOnlySpan<byte> piece)
    {
        if (_step.Length == 0)
            _step = new byte[StepBytes];
        _codec!.Feed(piece);
        // In small steps: what is packed may unpack to a thousand times as much.
        while (_codec.Read(_step) is > 0 and var count)
        {
            Unpacked(_step.AsSpan(0, count));
            if (IsDecided && !IsChanged)
                return;
        }
    }

    private void Unpacked(ReadOnlySpan<byte> plain)
    {
        if (IsDecided)
        {
            Pack(plain);
            return;
        }

        _unpacked.Write(plain);
        if (_finder.Take(plain) == TagPlace.None)
            LeaveAlone();
        if (_finder.State != TagPlace.Found)
            return;
        (IsDecided, IsChanged, IsThrough) = (true, true, _codec is null);
        Pack(_unpacked.Written[.._finder.At]);
        Pack(Encoding.ASCII.GetBytes(head.Tag));
        Pack(_unpacked.Written[_finder.At..]);
        Forget();
    }

    private void Pack(ReadOnlySpan<byte> plain)
    {
        if (_codec is null)
            Output.Write(plain);
        else
            _codec.Write(plain, Output);
    }

    private void LeaveAlone()
    {
        (IsDecided, IsThrough) = (true, true);
        Output.Write(_held.Written);
        Forget();
    }

    private void Forget()
    {
        _held.Release();
        _unpacked.Release();
    }
}
