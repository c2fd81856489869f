using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Zhiping.Policy.Notices.Reading;

/// <summary>Builds nodes from the parser's events and refuses what a notice has no use for: size, depth, anchors, aliases, tags, several documents.</summary>
internal static class YamlNodes
{
    public const int MaxBytes = 1024 * 1024;
    public const int MaxDepth = 32;

    /// <summary>The root of a file, or null with the problems that forbid one.</summary>
    public static MapNode? Read(string file, string text, ICollection<Problem> problems)
    {
        if (text.Length > MaxBytes || Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            problems.Add(Wrong(file, 1, 1, "The file is larger than 1 MiB.", "Split it: put what several notices share into a base."));
            return null;
        }

        var before = problems.Count;
        try
        {
            var reader = new Reader(file, new Parser(new StringReader(text)), problems);
            var root = reader.Root();
            return problems.Count > before ? null : root;
        }
        catch (YamlException broken)
        {
            problems.Add(Wrong(file, (int)broken.Start.Line, (int)broken.Start.Column, $"This is not YAML: {Sentence(broken.Message)}", "Check the indentation and the quotes here."));
            return null;
        }
    }

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";

    private static Problem Wrong(string file, int line, int column, string what, string instead) =>
        new(file, Math.Max(1, line), Math.Max(1, column), "", what, instead, ProblemSeverity.Error);

    private sealed class Stop : Exception;

    private sealed class Reader(string file, IParser parser, ICollection<Problem> problems)
    {
        public MapNode? Root()
        {
            try
            {
                return RootOrStop();
            }
            catch (Stop)
            {
                return null;
            }
        }

        private MapNode? RootOrStop()
        {
            Next();
            Next();
            if (parser.Current is StreamEnd)
            {
                Say(parser.Current, "The file is empty.", "Write at least id, basedOn, region, year and title.");
                return null;
            }

            Next();
            var node = Node(0);
            if (node is not MapNode map)
            {
                Say(node, "A notice is a map of keys and values.", "Begin with 'id: region/year-subject'.");
                return null;
            }

            Next();
            if (parser.Current is DocumentStart)
            {
                Say(parser.Current, "The file holds a second document.", "Remove everything from '---' on, or make it a file of its own.");
            }

            return map;
        }

        private void Next() => parser.MoveNext();

        /// <summary>Reads the node at the current event and leaves the parser behind its last event.</summary>
        private DocNode Node(int depth)
        {
            var at = parser.Current!;
            if (depth > MaxDepth)
            {
                Say(at, $"Nesting is deeper than {MaxDepth}.", "Flatten this part.");
                throw new Stop();
            }

            if (at is AnchorAlias alias)
            {
                Say(at, $"Aliases are not allowed (*{alias.Value}).", "Write the value out, or inherit it by basedOn.");
                Next();
                return Scalar("", true, at);
            }

            if (at is NodeEvent node)
            {
                if (!node.Anchor.IsEmpty)
                {
                    Say(at, $"Anchors are not allowed (&{node.Anchor.Value}).", "Remove the anchor.");
                }

                if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
                {
                    Say(at, $"Tags are not allowed ({node.Tag.Value}).", "Remove the tag; the kind of a value follows from its key.");
                }
            }

            switch (at)
            {
                case Scalar scalar:
                    Next();
                    return Scalar(scalar.Value, scalar.Style == ScalarStyle.Plain, at);
                case SequenceStart:
                    var list = new ListNode(file, (int)at.Start.Line, (int)at.Start.Column);
                    Next();
                    while (parser.Current is not SequenceEnd)
                    {
                        list.Items.Add(Node(depth + 1));
                    }

                    Next();
                    return list;
                case MappingStart:
                    return Map(at, depth);
                default:
                    Say(at, "This is neither a value nor a list nor a map.", "Check the indentation here.");
                    throw new Stop();
            }
        }

        private MapNode Map(ParsingEvent at, int depth)
        {
            var map = new MapNode(file, (int)at.Start.Line, (int)at.Start.Column);
            Next();
            while (parser.Current is not MappingEnd)
            {
                var keyEvent = parser.Current!;
                var key = Node(depth + 1);
                var value = Node(depth + 1);
                if (key is not ScalarNode name)
                {
                    Say(keyEvent, "A key is a plain text.", "Write a name followed by a colon.");
                }
                else if (!map.TryAdd(new MapEntry(name.Value, value, name.Line, name.Column)))
                {
                    Say(keyEvent, $"The key '{name.Value}' stands here twice.", "Keep one of them.");
                }
            }

            Next();
            return map;
        }

        private ScalarNode Scalar(string value, bool plain, ParsingEvent at) => new(value, plain, file, (int)at.Start.Line, (int)at.Start.Column);

        private void Say(ParsingEvent at, string what, string instead) => problems.Add(Wrong(file, (int)at.Start.Line, (int)at.Start.Column, what, instead));

        private void Say(DocNode at, string what, string instead) => problems.Add(Wrong(file, at.Line, at.Column, what, instead));
    }
}
