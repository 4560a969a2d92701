package dev.censim.spark;

/** Something that only the user can put right; the message says what and how, in one sentence. */
final class WrongInput extends Exception {

    private static final long serialVersionUID = 1;

    WrongInput(String sentence) {
        super(sentence);
    }
}
