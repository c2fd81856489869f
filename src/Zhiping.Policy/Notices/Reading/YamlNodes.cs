using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Zhiping.Policy.Quantities;

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
            problems.Add(Wrong(file, 1, 1, new("文件超过1 MiB。", "The file is larger than 1 MiB."), new("请拆开：几份通知共有的内容放进作为依据的那一份。", "Split it: put what several notices share into a base.")));
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
            problems.Add(Wrong(
                file, (int)broken.Start.Line, (int)broken.Start.Column, new("从这里起不合YAML的写法，读不下去。", $"This is not YAML: {Sentence(broken.Message)}"),
                new("请检查这里的缩进、引号和括号。", "Check the indentation and the quotes here.")));
            return null;
        }
    }

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";

    private static Problem Wrong(string file, int line, int column, LocalText what, LocalText instead) =>
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
                Say(parser.Current, new("文件是空的。", "The file is empty."), new("请至少写id、basedOn、region、year和title。", "Write at least id, basedOn, region, year and title."));
                return null;
            }

            Next();
            var node = Node(0);
            if (node is not MapNode map)
            {
                Say(node, new("通知要写成一组“键: 值”。", "A notice is a map of keys and values."), new("请以“id: 地区/年度-主题”开头。", "Begin with 'id: region/year-subject'."));
                return null;
            }

            Next();
            if (parser.Current is DocumentStart)
            {
                Say(parser.Current, new("文件里有第二份文档。", "The file holds a second document."),
                    new("请删去“---”以后的内容，或另存为一个文件。", "Remove everything from '---' on, or make it a file of its own."));
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
                Say(at, new($"嵌套超过{MaxDepth}层。", $"Nesting is deeper than {MaxDepth}."), new("请减少这一部分的层次。", "Flatten this part."));
                throw new Stop();
            }

            if (at is AnchorAlias alias)
            {
                Say(at, new($"不能用引用（*{alias.Value}）。", $"Aliases are not allowed (*{alias.Value})."), new("请把内容写出来，或用basedOn继承。", "Write the value out, or inherit it by basedOn."));
                Next();
                return Scalar("", true, at);
            }

            if (at is NodeEvent node)
            {
                if (!node.Anchor.IsEmpty)
                {
                    Say(at, new($"不能用锚点（&{node.Anchor.Value}）。", $"Anchors are not allowed (&{node.Anchor.Value})."), new("请删去锚点。", "Remove the anchor."));
                }

                if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
                {
                    Say(at, new($"不能用标签（{node.Tag.Value}）。", $"Tags are not allowed ({node.Tag.Value})."),
                        new("请删去标签；值的类型由键决定。", "Remove the tag; the kind of a value follows from its key."));
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
                    Say(at, new("这里不是值，也不是列表或“键: 值”。", "This is neither a value nor a list nor a map."), new("请检查这里的缩进。", "Check the indentation here."));
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
                    Say(keyEvent, new("键只能是一个名称。", "A key is a plain text."), new("请写名称，后面加冒号。", "Write a name followed by a colon."));
                }
                else if (!map.TryAdd(new MapEntry(name.Value, value, name.Line, name.Column)))
                {
                    Say(keyEvent, new($"“{name.Value}”在这里写了两次。", $"The key '{name.Value}' stands here twice."), new("请只留一个。", "Keep one of them."));
                }
            }

            Next();
            return map;
        }

        private ScalarNode Scalar(string value, bool plain, ParsingEvent at) => new(value, plain, file, (int)at.Start.Line, (int)at.Start.Column);

        private void Say(ParsingEvent at, LocalText what, LocalText instead) => problems.Add(Wrong(file, (int)at.Start.Line, (int)at.Start.Column, what, instead));

        private void Say(DocNode at, LocalText what, LocalText instead) => problems.Add(Wrong(file, at.Line, at.Column, what, instead));
    }
}
