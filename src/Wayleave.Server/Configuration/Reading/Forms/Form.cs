using System.Text.Json.Nodes;
using Wayleave.Server.Configuration.Reading.Keys;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>What a value may look like: reads it, writes it, and says it in words and as schema.</summary>
/// <typeparam name="T">What it is in the settings.</typeparam>
internal abstract class Form<T> : IForm
{
    /// <inheritdoc/>
    public abstract string Text { get; }

    /// <inheritdoc/>
    public abstract JsonObject Schema { get; }

    /// <inheritdoc/>
    public virtual IEnumerable<ISection> Sections => [];

    /// <summary>Reads a value and tells the scope what is wrong with it.</summary>
    /// <param name="node">What is written.</param>
    /// <param name="scope">Where it stands.</param>
    /// <param name="before">What holds if nothing is written; a mapping with some of its keys changes only these.</param>
    /// <param name="value">The value; where something is wrong, as much of it as is right.</param>
    /// <returns>False if something is wrong.</returns>
    public abstract bool TryRead(ConfigNode node, ReadScope scope, T before, out T value);

    /// <summary>The value as it is written; null: the key is left out.</summary>
    /// <param name="value">The value.</param>
    public abstract ConfigNode? Write(T value);
}
