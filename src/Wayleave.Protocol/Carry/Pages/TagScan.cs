namespace Wayleave.Protocol.Carry.Pages;

/// <summary>Reads a start tag from its name to its end, past attributes in whose quotes a <c>&gt;</c> may stand.</summary>
/// <seealso href="https://html.spec.whatwg.org/multipage/parsing.html#tag-name-state">HTML §13.2.5.8 and what follows it</seealso>
internal sealed class TagScan
{
    private Step _step;
    private int _length;
    private bool _maybeHtml;
    private bool _maybeHead;

    private enum Step
    {
        Name,
        BeforeAttribute,
        Attribute,
        AfterAttribute,
        BeforeValue,
        InDouble,
        InSingle,
        Unquoted,
    }

    private static ReadOnlySpan<byte> Html => "html"u8;

    private static ReadOnlySpan<byte> Head => "head"u8;

    /// <summary>Whether HTML takes a byte for white space.</summary>
    /// <param name="each">The byte.</param>
    public static bool IsSpace(byte each) => each is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\f' or (byte)'\r';

    /// <summary>Begins a tag: the first byte of its name comes next.</summary>
    public void Begin() => (_step, _length, _maybeHtml, _maybeHead) = (Step.Name, 0, true, true);

    /// <summary>Takes the next byte.</summary>
    /// <param name="each">The byte.</param>
    public TagScanned Take(byte each)
    {
        if (_step == Step.Name && Named(each) is not TagScanned.Inside and var other)
            return other;
        if (each == '>' && _step is not Step.InDouble and not Step.InSingle)
            return _maybeHtml ? TagScanned.Html : TagScanned.Head;
        _step = Next(each);
        return TagScanned.Inside;
    }

    // Whether it can still be one of the two.
    private TagScanned Named(byte each)
    {
        if (IsSpace(each) || each is (byte)'/' or (byte)'>')
            return _length == Html.Length ? TagScanned.Inside : TagScanned.Other;
        var small = (byte)(each | 0x20);
        _maybeHtml &= _length < Html.Length && small == Html[_length];
        _maybeHead &= _length < Head.Length && small == Head[_length];
        _length++;
        return _maybeHtml || _maybeHead ? TagScanned.Inside : TagScanned.Other;
    }

    private Step Next(byte each) => _step switch
    {
        Step.Name => IsSpace(each) || each == '/' ? Step.BeforeAttribute : Step.Name,
        Step.BeforeAttribute => IsSpace(each) || each == '/' ? Step.BeforeAttribute : Step.Attribute,
        Step.Attribute => each switch { (byte)'/' => Step.BeforeAttribute, (byte)'=' => Step.BeforeValue, _ => IsSpace(each) ? Step.AfterAttribute : Step.Attribute },
        Step.AfterAttribute => each switch { (byte)'/' => Step.BeforeAttribute, (byte)'=' => Step.BeforeValue, _ => IsSpace(each) ? Step.AfterAttribute : Step.Attribute },
        Step.BeforeValue => each switch { (byte)'"' => Step.InDouble, (byte)'\'' => Step.InSingle, _ => IsSpace(each) ? Step.BeforeValue : Step.Unquoted },
        Step.InDouble => each == '"' ? Step.BeforeAttribute : Step.InDouble,
        Step.InSingle => each == '\'' ? Step.BeforeAttribute : Step.InSingle,
        _ => IsSpace(each) ? Step.BeforeAttribute : Step.Unquoted,
    };
}
