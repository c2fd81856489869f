using Zhiping.Policy.Notices.Reading;
using Zhiping.Policy.Quantities;

namespace Zhiping.Policy.Notices;

/// <summary>Judges a notice as a whole: what no single value can show.</summary>
internal static partial class NoticeCheck
{
    public static void Run(Notice notice, List<Problem> problems)
    {
        var check = new Session(notice, problems);
        check.Windows();
    }

    private sealed partial class Session(Notice notice, List<Problem> problems)
    {
        private void Error(string path, string what, string instead) => Say(path, what, instead, ProblemSeverity.Error);

        private void Warn(string path, string what, string instead) => Say(path, what, instead, ProblemSeverity.Warning);

        private void Say(string path, string what, string instead, ProblemSeverity severity)
        {
            var at = Locate(notice.Resolved, path);
            problems.Add(new Problem(at.File, at.Line, at.Column, path, what, instead, severity));
        }

        /// <summary>The node at a path such as passCaps[deputy].percent, or the nearest above it.</summary>
        private static DocNode Locate(DocNode root, string path)
        {
            var at = root;
            foreach (var part in path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
            {
                var name = part.TrimEnd(']');
                var next = at switch
                {
                    MapNode map => map[name],
                    ListNode list => list.Items.Find(i => i is MapNode m && string.Equals(m.Text("id"), name, StringComparison.Ordinal))
                        ?? (int.TryParse(name, out var n) && n < list.Items.Count ? list.Items[n] : null),
                    _ => null,
                };
                if (next is null)
                {
                    break;
                }

                at = next;
            }

            return at;
        }

        public void Windows()
        {
            var windows = notice.Windows;
            (string Name, Window? Window)[] all =
            [
                ("application", windows.Application), ("review", windows.Review), ("paper", windows.Paper), ("payment", windows.Payment),
                ("defence", windows.Defence), ("meeting", windows.Meeting), ("resultPublicity", windows.ResultPublicity),
                ("document", windows.Document), ("certificates", windows.Certificates),
            ];
            foreach (var (name, window) in all)
            {
                if (window is { Opens.At: { } opens, Closes.At: { } closes } && closes <= opens)
                {
                    Error($"windows.{name}.closes", $"The window closes before it opens ({window.Opens.Said.En} to {window.Closes.Said.En}).", "Write a later closing edge, or an earlier opening one.");
                }
            }
        }
    }
}
