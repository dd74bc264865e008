//! Words too common to be asked for, and how a question is told from a list of words.
//!
//! A plain query asks for every word it has, these too. Only a question in a sentence leaves them out.

use crate::fold::folded;

/// Articles, prepositions, pronouns and auxiliaries of the library's Latin-script languages and Arabic, folded.
const STOP_WORDS: &str = " a about above after again against all also am an and any are as at be because been before being below between both but by can could did do does doing down during each few for from further had has have having he her here hers him his how i if in into is it its itself just me more most my no nor not now of off on once only or other our ours out over own per s same she should so some such t than that the their theirs them then there these they this those through to too under until up upon us very via was we were what when where which while who whom whose why will with within without would you your \
 au aux avec ce ces cet cette comme comment d dans de des du elle elles en est et etaient etait ete etre eux fait font il ils j je l la le les leur leurs lui mais me meme mes n ne nos notre nous on ont ou par pas pour qu quand que quel quelle quelles quels qui quoi s sa sans se ses si son sont sous sur ta te tes toi ton tu un une vos votre vous y \
 alla alle agli ai al allo che chi come con cosa da dagli dai dal dalla dalle degli dei del della delle dello di e ed gli ha hanno i il io la le lo ma nei nel nella nelle non o per perche piu quale quali quando quanto questa queste questi questo si sono su sugli sui sul sulla sulle tra un una uno \
 aber als am an auch auf aus bei bis das dass dem den der des die doch durch ein eine einem einen einer eines er es fur hat ich ihr im in ist man mit nach nicht noch nur oder sich sie sind so uber um und uns unter vom von vor was welche welcher welches wenn wer wie wird wo wurde zu zum zur zwischen \
 bir bu da de gibi hangi icin ile ise kadar kim mi mu nasil ne neden nerede o olan olarak sonra ve veya ya \
 a ali bez bi bio bila bilo da do i ili iz je jesu ka kad kako kao ko koja koje koji kroz li na nad ne nego o od po pod pre pri s sa sam se su sta sto te u uz za \
 الي ان او اي التي الذي ب به بها بين ثم ذلك على علي عن عند في كان كانت كما كيف لا لم لها له ما متي مع من هذا هذه هل هو هي و ";

/// Words that begin a question, folded.
const QUESTION_WORDS: &str = " what which who whom whose when where why how did does do is are was were has have can could should will would combien comment est pourquoi quand que quel quelle quelles quels qui quoi ou quanto quale quali quando perche chi cosa come wer was wann warum welche welcher welches wie wo hangi kac kim nasil ne neden nerede ko sta sto kada kako zasto gde koji koja koje كم كيف لماذا متي من هل اين ما ";

fn holds(list: &str, folded: &str) -> bool {
    !folded.is_empty() && list.split(' ').any(|word| word == folded)
}

/// Whether a folded word is too common to be asked for.
pub(crate) fn is_stop_word(folded: &str) -> bool {
    holds(STOP_WORDS, folded)
}

/// Whether these words are a question in a sentence: a question mark, or a question word first, and common words in it.
pub(crate) fn is_question(words: &[&str], asked: bool) -> bool {
    let folded: Vec<String> = words.iter().map(|word| folded(word)).collect();
    let common = folded.iter().filter(|word| is_stop_word(word)).count();
    let telling = folded.len() - common;
    let begins = folded.first().is_some_and(|word| holds(QUESTION_WORDS, word));
    telling > 0 && ((asked && folded.len() >= 3) || (begins && folded.len() >= 4 && common >= 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_told_from_a_list_of_words() {
        let question = |text: &str| {
            is_question(
                &text.trim_end_matches('?').split(' ').collect::<Vec<_>>(),
                text.ends_with('?'),
            )
        };
        assert!(question("What did the EU promise Tunisia on readmission?"));
        assert!(question("what did the EU promise Tunisia"));
        assert!(question("quels engagements la Tunisie a-t-elle pris?"));
        assert!(!question("readmission Tunisia 2023"));
        assert!(!question("state of play"));
        assert!(!question("readmission?"), "one word with a question mark is that word");
    }
}
