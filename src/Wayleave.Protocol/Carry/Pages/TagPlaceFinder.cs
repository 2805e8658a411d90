namespace Wayleave.Protocol.Carry.Pages;

/// <summary>
/// Finds where in a page of HTML a tag must stand to be the first in its head: behind <c>&lt;head&gt;</c>, or before whatever begins the head
/// where none is written. Bytes come in pieces, cut anywhere.
/// </summary>
/// <remarks>
/// It goes as a browser does until there is a head: white space, comments, declarations and <c>&lt;html&gt;</c> may stand before; anything else,
/// an end tag and plain text included, makes the browser open the head or the body by itself, so the tag goes before it. All encodings of the
/// web but UTF-16 write these characters as ASCII does; a text with a null byte is taken for that one, and left alone.
/// </remarks>
/// <param name="needsProof">Whether the text must begin as a whole page does: with a doctype, <c>&lt;html&gt;</c> or <c>&lt;head&gt;</c>.</param>
/// <seealso href="https://html.spec.whatwg.org/multipage/parsing.html#the-before-head-insertion-mode">HTML §13.2.6.4.3</seealso>
public sealed class TagPlaceFinder(bool needsProof)
{
    /// <summary>How far the place is looked for: 64 KiB. What goes on for longer without a head is not what a browser is for.</summary>
    public const int MaxBytes = 64 * 1024;

    private readonly TagScan _scan = new();
    private Step _step = Step.Begin;
    private int _position;
    private int _mark;
    private int _matched;
    private bool _proven = !needsProof;

    private enum Step
    {
        Begin,
        MarkTwo,
        MarkThree,
        Between,
        Open,
        Declaration,
        Dash,
        CommentBegin,
        CommentBeginDash,
        Comment,
        CommentDash,
        CommentEnd,
        CommentEndBang,
        Tag,
    }

    private static ReadOnlySpan<byte> Doctype => "doctype"u8;

    /// <summary>How far the search is.</summary>
    public TagPlace State { get; private set; }

    /// <summary>How many bytes stand before the place, once it is found.</summary>
    public int At { get; private set; }

    /// <summary>Takes the next bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>How far the search is now.</returns>
    public TagPlace Take(ReadOnlySpan<byte> bytes)
    {
        foreach (var each in bytes)
        {
            if (State != TagPlace.Searching)
                break;
            if (each == 0 || _position >= MaxBytes)
                State = TagPlace.None;
            else
                Take(each);
            _position++;
        }

        return State;
    }

    private void Take(byte each) => _step = _step switch
    {
        Step.Begin when each == 0xEF => Step.MarkTwo,
        // The marks of UTF-16.
        Step.Begin when each is 0xFE or 0xFF => GiveUp(),
        Step.Begin => Between(each),
        Step.MarkTwo => each == 0xBB ? Step.MarkThree : FoundAt(0),
        Step.MarkThree => each == 0xBF ? Step.Between : FoundAt(0),
        Step.Between => Between(each),
        Step.Open => Open(each),
        Step.Declaration => Declare(each),
        Step.Dash => each == '-' ? Step.CommentBegin : Declare(each),
        Step.CommentBegin => each switch { (byte)'>' => Step.Between, (byte)'-' => Step.CommentBeginDash, _ => Step.Comment },
        Step.CommentBeginDash => each switch { (byte)'>' => Step.Between, (byte)'-' => Step.CommentEnd, _ => Step.Comment },
        Step.Comment => each == '-' ? Step.CommentDash : Step.Comment,
        Step.CommentDash => each == '-' ? Step.CommentEnd : Step.Comment,
        Step.CommentEnd => each switch { (byte)'>' => Step.Between, (byte)'-' => Step.CommentEnd, (byte)'!' => Step.CommentEndBang, _ => Step.Comment },
        Step.CommentEndBang => each switch { (byte)'>' => Step.Between, (byte)'-' => Step.CommentDash, _ => Step.Comment },
        _ => Scan(each),
    };

    private Step Between(byte each)
    {
        _mark = _position;
        return TagScan.IsSpace(each) ? Step.Between : each == '<' ? Step.Open : FoundAt(_mark);
    }

    private Step Open(byte each)
    {
        _matched = 0;
        if (each == '!')
            return Step.Declaration;
        if (each == '?')
        {
            // A comment, whatever stands in it.
            _matched = -1;
            return Step.Declaration;
        }

        if (!char.IsAsciiLetter((char)each))
            return FoundAt(_mark);
        _scan.Begin();
        return Scan(each);
    }

    // A doctype, and what browsers take for a comment though it is none, ends with the first > whatever quotes there are.
    private Step Declare(byte each)
    {
        if (each == '>')
            return Step.Between;
        if (each == '-' && _matched == 0)
        {
            _matched = -1;
            return Step.Dash;
        }

        if (_matched >= 0 && _matched < Doctype.Length)
            _matched = (each | 0x20) == Doctype[_matched] ? _matched + 1 : -1;
        _proven |= _matched == Doctype.Length;
        return Step.Declaration;
    }

    private Step Scan(byte each)
    {
        switch (_scan.Take(each))
        {
            case TagScanned.Other:
                return FoundAt(_mark);
            case TagScanned.Html:
                _proven = true;
                return Step.Between;
            case TagScanned.Head:
                _proven = true;
                return FoundAt(_position + 1);
            default:
                return Step.Tag;
        }
    }

    private Step FoundAt(int at)
    {
        (State, At) = _proven ? (TagPlace.Found, at) : (TagPlace.None, 0);
        return _step;
    }

    private Step GiveUp()
    {
        State = TagPlace.None;
        return _step;
    }
}
