using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>A single value. Variables are put in here, before it is parsed.</summary>
/// <typeparam name="T">What it is in the settings.</typeparam>
internal abstract class ScalarForm<T> : Form<T>
{
    /// <summary>Reads the text of a value.</summary>
    /// <param name="text">The text, with its variables put in.</param>
    /// <param name="scope">Where it stands: for what the world must be asked.</param>
    /// <param name="value">The value.</param>
    /// <returns>What is wrong and what would be right; null if nothing is.</returns>
    public abstract string? Parse(string text, ReadScope scope, out T value);

    /// <inheritdoc/>
    public sealed override bool TryRead(ConfigNode node, ReadScope scope, T before, out T value)
    {
        value = before;
        string? wrong = node switch
        {
            ScalarNode { IsNull: true } empty when !AcceptsNull(empty) => $"there is no value; write {Text}",
            ScalarNode { IsLiteral: true } literal => Parse(literal.Value, scope, out value),
            ScalarNode scalar => Substitution.Apply(scalar.Value, scope.State.World.Environment, out string text) ?? Parsed(text, scalar.Value, scope, out value),
            _ => $"{node.Kind} stands here; write {Text}",
        };
        if (wrong is null) return true;
        value = before;
        scope.Wrong(node, wrong);
        return false;
    }

    /// <summary>Whether a YAML null has a meaning here.</summary>
    protected virtual bool AcceptsNull(ScalarNode node) => false;

    // What came out of a variable is not to be seen in the file: say where it came from; and only that, for what stands around it may be a secret.
    private string? Parsed(string text, string written, ReadScope scope, out T value)
    {
        string? wrong = Parse(text, scope, out value);
        return wrong is null || text == written ? wrong : $"{wrong} (from {Printable.Short(Substitution.Names(written), 60)})";
    }
}
