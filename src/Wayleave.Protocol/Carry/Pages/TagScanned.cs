namespace Wayleave.Protocol.Carry.Pages;

/// <summary>What a start tag is, as far as it was read.</summary>
internal enum TagScanned
{
    /// <summary>It goes on.</summary>
    Inside,

    /// <summary>It was <c>&lt;html&gt;</c>, and is over.</summary>
    Html,

    /// <summary>It was <c>&lt;head&gt;</c>, and is over.</summary>
    Head,

    /// <summary>It is another one.</summary>
    Other,
}
