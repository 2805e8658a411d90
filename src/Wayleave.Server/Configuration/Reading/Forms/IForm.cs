using System.Text.Json.Nodes;
using Wayleave.Server.Configuration.Reading.Keys;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>What a value may look like, for the documentation and the schema.</summary>
internal interface IForm
{
    /// <summary>In words that complete "write …": <c>a duration from 1s to 1h</c>.</summary>
    string Text { get; }

    /// <summary>As JSON schema (draft 7).</summary>
    JsonObject Schema { get; }

    /// <summary>The sections that may stand in it.</summary>
    IEnumerable<ISection> Sections { get; }
}
